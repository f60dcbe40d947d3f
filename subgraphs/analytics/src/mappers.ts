// What resolvers return for a GraphQL type, where that is not the type itself: `pnpm codegen` reads the names.
import type { Connection } from '@prism/graphql-kit/connection';
import type { Metric } from './metric/metric.ts';

export type MetricConnection = Connection<Metric>;
export type { MetricSeries } from './metric/readMetricSeries.ts';
export type { TrackedEvents as TrackEventsPayload } from './event/trackEvents.ts';
