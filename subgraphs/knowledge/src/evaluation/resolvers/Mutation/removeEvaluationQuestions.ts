import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';
import { removeEvaluationQuestions as change } from '../../changeEvaluationSets.ts';

export const removeEvaluationQuestions: NonNullable<MutationResolvers['removeEvaluationQuestions']> = async (
  _parent,
  { input },
  ctx,
) => ({
  evaluationSet: await change(ctx, input),
});
