import type { SecretKeys } from '@prism/auth/secretKeys';
import { z } from 'zod';

/** Who wants no more email of which kinds. */
export type Unsubscribing = {
  readonly organizationId: string;
  readonly userId: string;
  readonly kinds: readonly string[];
};

const purpose = 'unsubscribe';
const tokenSchema = z.tuple([z.uuid(), z.uuid(), z.array(z.string())]);

/**
 * Makes addresses that end messages by one request, at `publicUrl`, where people reach the gateway. They hold for as long as the keys
 * do: an email may be read years later.
 */
export function createUnsubscribeUrls(
  secretKeys: SecretKeys,
  publicUrl: string,
): (unsubscribing: Unsubscribing) => string {
  return ({ organizationId, userId, kinds }) => {
    const url = new URL('/unsubscribe', publicUrl);
    url.searchParams.set('token', secretKeys.sign(JSON.stringify([organizationId, userId, kinds]), purpose));
    return url.href;
  };
}

/** What a token asks for; null for one that Prism did not make for this. */
export function readUnsubscribeToken(secretKeys: SecretKeys, token: string): Unsubscribing | null {
  const text = secretKeys.verify(token, purpose);
  if (text === null) return null;
  const [organizationId, userId, kinds] = tokenSchema.parse(JSON.parse(text));
  return { organizationId, userId, kinds };
}
