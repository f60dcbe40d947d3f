import type { QueryResolvers } from '@prism/analytics/generated/resolvers';
import { toConnection } from '@prism/graphql-kit/connection';
import { cursorOfMetric, listMetrics } from '../../listMetrics.ts';

export const metrics: NonNullable<QueryResolvers['metrics']> = async (_parent, args, ctx) =>
  toConnection(await listMetrics(ctx, args), cursorOfMetric);
