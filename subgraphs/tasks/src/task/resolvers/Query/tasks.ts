import type { QueryResolvers } from '@prism/tasks/generated/resolvers';
import { listTasks } from '../../listTasks.ts';
import { toTaskConnection } from '../toTaskConnection.ts';

export const tasks: NonNullable<QueryResolvers['tasks']> = async (_parent, { filter, first, after }, ctx) =>
  toTaskConnection(await listTasks(ctx, { filter, first, after }));
