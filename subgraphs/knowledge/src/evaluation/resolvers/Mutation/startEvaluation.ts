import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';
import { startEvaluation as start } from '../../startEvaluation.ts';

export const startEvaluation: NonNullable<MutationResolvers['startEvaluation']> = async (_parent, { input }, ctx) => ({
  evaluationRun: await start(ctx, input),
});
