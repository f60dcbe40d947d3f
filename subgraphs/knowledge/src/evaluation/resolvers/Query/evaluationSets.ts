import { toConnection } from '@prism/graphql-kit/connection';

import type { QueryResolvers } from '@prism/knowledge/generated/resolvers';
import { cursorOfSet, listEvaluationSets } from '../../listEvaluations.ts';

export const evaluationSets: NonNullable<QueryResolvers['evaluationSets']> = async (_parent, args, ctx) =>
  toConnection(await listEvaluationSets(ctx, args), cursorOfSet);
