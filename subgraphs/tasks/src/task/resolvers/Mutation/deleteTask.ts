import type { MutationResolvers } from '@prism/tasks/generated/resolvers';
import * as useCase from '../../deleteTask.ts';

export const deleteTask: NonNullable<MutationResolvers['deleteTask']> = async (_parent, { id }, ctx) => {
  await useCase.deleteTask(ctx, id);
  return { deletedId: id };
};
