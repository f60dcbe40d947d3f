import type { Endpoint } from '@prism/channels/channel';
import { publicKeyOf } from '@prism/channels/webhook/signingSecret';
import type { SecretKeys } from '@prism/auth/secretKeys';

import type { StoredEndpoint, StoredSecret } from './endpoint.ts';

type Place = { readonly organizationId: string; readonly id: string };

// Each opens in its own place alone: a row that was copied to another tenant or endpoint is of no use there.
const contextOf = (part: 'url' | 'keys' | 'secret', { organizationId, id }: Place) =>
  `endpoint ${part} ${organizationId} ${id}`;

/** Encrypts an endpoint's address. */
export function sealUrl(secretKeys: SecretKeys, place: Place, url: string): Buffer {
  return secretKeys.seal(url, contextOf('url', place));
}

/** Encrypts what a channel needs besides. */
export function sealKeys(secretKeys: SecretKeys, place: Place, keys: Readonly<Record<string, string>>): Buffer {
  return secretKeys.seal(JSON.stringify(keys), contextOf('keys', place));
}

/** Encrypts what signs. `place` is the endpoint's. */
export function sealSecret(secretKeys: SecretKeys, place: Place, secret: string): Buffer {
  return secretKeys.seal(secret, contextOf('secret', place));
}

/** An endpoint's address. Throws when none of the keys opens it. */
export function openUrl(secretKeys: SecretKeys, endpoint: StoredEndpoint): string {
  return secretKeys.open(endpoint.url, contextOf('url', endpoint));
}

/** What verifies ed25519 signatures; null for HMAC. Throws when none of the keys opens the secret. */
export function openPublicKey(secretKeys: SecretKeys, place: Place, { scheme, secret }: StoredSecret): string | null {
  return scheme === 'v1a' ? publicKeyOf(secretKeys.open(secret, contextOf('secret', place))) : null;
}

/** All that is needed to send there. Throws when none of the keys opens it. */
export function openEndpoint(secretKeys: SecretKeys, endpoint: StoredEndpoint): Endpoint {
  const { id, keys, secrets } = endpoint;
  return {
    id,
    url: openUrl(secretKeys, endpoint),
    keys:
      keys === null ? {} : (JSON.parse(secretKeys.open(keys, contextOf('keys', endpoint))) as Record<string, string>),
    secrets: secrets.map(({ scheme, secret }) => ({
      scheme,
      secret: secretKeys.open(secret, contextOf('secret', endpoint)),
    })),
  };
}
