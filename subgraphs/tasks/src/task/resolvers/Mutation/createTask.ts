import type { MutationResolvers } from '@prism/tasks/generated/resolvers';
import * as useCase from '../../createTask.ts';

export const createTask: NonNullable<MutationResolvers['createTask']> = async (_parent, { input }, ctx) => ({
  task: await useCase.createTask(ctx, input),
});
