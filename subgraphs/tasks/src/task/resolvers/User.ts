import type { UserResolvers } from '@prism/tasks/generated/resolvers';
import { listAssignedTasks } from '../listAssignedTasks.ts';
import { toTaskConnection } from './toTaskConnection.ts';

export const User: UserResolvers = {
  assignedTasks: async ({ id }, args, ctx) => toTaskConnection(await listAssignedTasks(ctx, id, args)),
};
