import { notFound } from '@prism/errors/errors';
import type { QueryResolvers } from '@prism/tasks/generated/resolvers';
import { findTask } from '../../findTask.ts';

export const task: NonNullable<QueryResolvers['task']> = async (_parent, { id }, ctx) => {
  const found = await findTask(ctx, id);
  if (!found) throw notFound('Task');
  return found;
};
