import type { Ai } from '@prism/ai/createAi';
import type { SubgraphDeps } from '@prism/graphql-kit/runSubgraph';
import { createSubgraphServer, type RunningSubgraph } from '@prism/graphql-kit/subgraphServer';

import { createContext } from './context.ts';
import { resolvers } from './resolvers.ts';

export interface KnowledgeDeps extends SubgraphDeps {
  /** Embeds queries and answers questions; workers that index must use the same embedding model. */
  readonly ai: Ai;
}

/** Serves the knowledge subgraph. The caller closes it, and afterwards the pool and topics it was given. */
export async function createKnowledgeSubgraph({ pool, topics, ai, ...rest }: KnowledgeDeps): Promise<RunningSubgraph> {
  return createSubgraphServer({
    ...rest,
    name: 'knowledge',
    schemaFolder: import.meta.dirname,
    resolvers,
    createContext: (request) => createContext({ pool, topics, ai }, request),
    ready: () => pool.query('SELECT 1'),
  });
}
