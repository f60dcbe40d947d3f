import type { QueryResolvers } from '@prism/knowledge/generated/resolvers';
import { getEvaluationRun } from '../../summariseRun.ts';

export const evaluationRun: NonNullable<QueryResolvers['evaluationRun']> = (_parent, args, ctx) =>
  getEvaluationRun(ctx, args);
