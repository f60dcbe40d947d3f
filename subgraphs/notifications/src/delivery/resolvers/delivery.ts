import type { DeliveryResolvers } from '@prism/notifications/generated/resolvers';

export const delivery: DeliveryResolvers = {
  recipient: ({ recipientId }) => (recipientId === null ? null : { id: recipientId }),
  // What was sent in a digest was tried when that was.
  attempts: async ({ id, digestId }, _args, ctx) => [
    ...((await ctx.loaders.attempts.load(digestId ?? id))?.rows ?? []),
  ],
};
