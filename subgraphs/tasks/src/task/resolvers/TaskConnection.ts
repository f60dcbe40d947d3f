import type { TaskConnectionResolvers } from '@prism/tasks/generated/resolvers';

export const TaskConnection: TaskConnectionResolvers = {
  totalCount: ({ count }) => count(),
};
