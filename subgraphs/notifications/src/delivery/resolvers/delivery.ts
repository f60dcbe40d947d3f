import type { DeliveryResolvers } from '@prism/notifications/generated/resolvers';

import { administersDeliveries } from '../delivery.policy.ts';

export const delivery: DeliveryResolvers = {
  // What a mail server said names hosts that are nobody else's business.
  reason: ({ channel, status, reason }, _args, { session }) =>
    channel !== 'EMAIL' || status === 'CANCELLED' || administersDeliveries(session) ? reason : null,
  recipient: ({ recipientId }) => (recipientId === null ? null : { id: recipientId }),
  endpoint: ({ endpointId }, _args, ctx) => (endpointId === null ? null : ctx.loaders.endpoint.load(endpointId)),
  // What was sent in a digest was tried when that was.
  attempts: async ({ id, digestId }, _args, ctx) => [
    ...((await ctx.loaders.attempts.load(digestId ?? id))?.rows ?? []),
  ],
};
