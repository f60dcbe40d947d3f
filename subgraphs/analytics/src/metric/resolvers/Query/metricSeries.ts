import type { QueryResolvers } from '@prism/analytics/generated/resolvers';
import { readMetricSeries } from '../../readMetricSeries.ts';

export const metricSeries: NonNullable<QueryResolvers['metricSeries']> = async (_parent, args, ctx) =>
  readMetricSeries(ctx, args);
