import type { Pool } from '@prism/db/pool';
import { createSubgraphServer, type RunningSubgraph } from '@prism/graphql-kit/subgraphServer';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { Logger } from '@prism/telemetry/logger';
import { createContext } from './context.ts';
import { resolvers } from './resolvers.ts';

export interface AnalyticsDeps {
  readonly pool: Pool;
  readonly topics: LiveTopics;
  readonly internalTokenSecret: string;
  readonly port: number;
  readonly host?: string;
  readonly log: Logger;
}

/** Serves the analytics subgraph. The caller closes it, and afterwards the pool and topics it was given. */
export async function createAnalyticsSubgraph({ pool, topics, ...rest }: AnalyticsDeps): Promise<RunningSubgraph> {
  return createSubgraphServer({
    ...rest,
    name: 'analytics',
    schemaFolder: import.meta.dirname,
    resolvers,
    createContext: (request) => createContext({ pool, topics }, request),
    ready: () => pool.query('SELECT 1'),
  });
}
