import type { SubgraphDeps } from '@prism/graphql-kit/runSubgraph';
import { createSubgraphServer, type RunningSubgraph } from '@prism/graphql-kit/subgraphServer';
import { createContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** Serves the analytics subgraph. The caller closes it, and afterwards the pool and topics it was given. */
export async function createAnalyticsSubgraph({ pool, topics, ...rest }: SubgraphDeps): Promise<RunningSubgraph> {
  return createSubgraphServer({
    ...rest,
    name: 'analytics',
    schemaFolder: import.meta.dirname,
    resolvers,
    createContext: (request) => createContext({ pool, topics }, request),
    ready: () => pool.query('SELECT 1'),
  });
}
