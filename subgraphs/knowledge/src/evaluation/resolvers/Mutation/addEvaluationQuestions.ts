import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';
import { addEvaluationQuestions as change } from '../../changeEvaluationSets.ts';

export const addEvaluationQuestions: NonNullable<MutationResolvers['addEvaluationQuestions']> = async (
  _parent,
  { input },
  ctx,
) => ({
  evaluationSet: await change(ctx, input),
});
