import { toCountedConnection } from '@prism/graphql-kit/connection';
import type { UserResolvers } from '@prism/tasks/generated/resolvers';
import { listAssignedTasks } from '../listAssignedTasks.ts';
import { cursorOfTask } from '../taskCursor.ts';

export const User: UserResolvers = {
  assignedTasks: async ({ id }, args, ctx) => toCountedConnection(await listAssignedTasks(ctx, id, args), cursorOfTask),
};
