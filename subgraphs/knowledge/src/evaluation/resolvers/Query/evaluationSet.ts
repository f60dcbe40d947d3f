import type { QueryResolvers } from '@prism/knowledge/generated/resolvers';
import { getEvaluationSet } from '../../getEvaluationSet.ts';

export const evaluationSet: NonNullable<QueryResolvers['evaluationSet']> = (_parent, args, ctx) =>
  getEvaluationSet(ctx, args);
