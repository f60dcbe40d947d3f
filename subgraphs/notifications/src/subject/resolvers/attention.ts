import type { DocumentResolvers, TaskResolvers } from '@prism/notifications/generated/resolvers';

// Tasks and documents are others'; what they are to the caller is told here, for a whole list at once.
export const Task: TaskResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  isWatched: async ({ id }, _args, ctx) => (await ctx.loaders.taskAttention.load(id))?.isWatched ?? false,
  isMuted: async ({ id }, _args, ctx) => (await ctx.loaders.taskAttention.load(id))?.isMuted ?? false,
};

export const Document: DocumentResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  isWatched: async ({ id }, _args, ctx) => (await ctx.loaders.documentAttention.load(id))?.isWatched ?? false,
  isMuted: async ({ id }, _args, ctx) => (await ctx.loaders.documentAttention.load(id))?.isMuted ?? false,
};
