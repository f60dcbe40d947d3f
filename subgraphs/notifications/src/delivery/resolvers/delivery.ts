import type { DeliveryResolvers } from '@prism/notifications/generated/resolvers';

export const delivery: DeliveryResolvers = {
  recipient: ({ recipientId }) => (recipientId === null ? null : { id: recipientId }),
  endpoint: ({ endpointId }, _args, ctx) => (endpointId === null ? null : ctx.loaders.endpoint.load(endpointId)),
  // What was sent in a digest was tried when that was.
  attempts: async ({ id, digestId }, _args, ctx) => [
    ...((await ctx.loaders.attempts.load(digestId ?? id))?.rows ?? []),
  ],
};
