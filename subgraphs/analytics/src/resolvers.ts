import { trackEvents } from './event/resolvers/Mutation/trackEvents.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { metrics } from './metric/resolvers/Query/metrics.ts';
import { metricSeries } from './metric/resolvers/Query/metricSeries.ts';

export const resolvers: Resolvers = {
  Query: { metrics, metricSeries },
  Mutation: { trackEvents },
};
