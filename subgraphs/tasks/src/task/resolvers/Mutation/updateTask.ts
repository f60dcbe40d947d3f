import type { MutationResolvers } from '@prism/tasks/generated/resolvers';
import * as useCase from '../../updateTask.ts';

export const updateTask: NonNullable<MutationResolvers['updateTask']> = async (_parent, { input }, ctx) => ({
  task: await useCase.updateTask(ctx, input),
});
