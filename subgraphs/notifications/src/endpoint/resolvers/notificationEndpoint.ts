import type { NotificationEndpointResolvers } from '@prism/notifications/generated/resolvers';

import { openPublicKey, openUrl } from '../endpointSecrets.ts';

export const notificationEndpoint: NotificationEndpointResolvers = {
  owner: ({ ownerId }) => (ownerId === null ? 'ORGANIZATION' : 'PERSON'),
  url: (endpoint, _args, { secretKeys }) => {
    const url = openUrl(secretKeys, endpoint);
    return endpoint.channel === 'WEBHOOK' ? url : `${new URL(url).origin}/…`;
  },
  signingKeys: (endpoint, _args, { secretKeys }) =>
    endpoint.secrets.map((secret) => ({
      ...secret,
      scheme: secret.scheme === 'v1' ? 'HMAC_SHA256' : 'ED25519',
      publicKey: openPublicKey(secretKeys, endpoint, secret),
    })),
};
