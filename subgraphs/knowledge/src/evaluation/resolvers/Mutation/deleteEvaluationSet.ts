import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';
import { deleteEvaluationSet as remove } from '../../changeEvaluationSets.ts';

export const deleteEvaluationSet: NonNullable<MutationResolvers['deleteEvaluationSet']> = (_parent, args, ctx) =>
  remove(ctx, args);
