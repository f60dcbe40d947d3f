import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';
import { createEvaluationSet as change } from '../../changeEvaluationSets.ts';

export const createEvaluationSet: NonNullable<MutationResolvers['createEvaluationSet']> = async (
  _parent,
  { input },
  ctx,
) => ({
  evaluationSet: await change(ctx, input),
});
