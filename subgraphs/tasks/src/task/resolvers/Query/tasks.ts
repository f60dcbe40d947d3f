import { toCountedConnection } from '@prism/graphql-kit/connection';
import type { QueryResolvers } from '@prism/tasks/generated/resolvers';
import { listTasks } from '../../listTasks.ts';
import { cursorOfTask } from '../../taskCursor.ts';

export const tasks: NonNullable<QueryResolvers['tasks']> = async (_parent, { filter, first, after }, ctx) =>
  toCountedConnection(await listTasks(ctx, { filter, first, after }), cursorOfTask);
