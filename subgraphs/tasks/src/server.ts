import { createEntityClient } from '@prism/graphql-kit/entityClient';
import { createSubgraphClient } from '@prism/graphql-kit/subgraphClient';
import type { SubgraphDeps } from '@prism/graphql-kit/runSubgraph';
import { createSubgraphServer, type RunningSubgraph } from '@prism/graphql-kit/subgraphServer';
import { createChangeFeeds } from './change/changeFeeds.ts';
import { createContext } from './context.ts';
import { resolvers } from './resolvers.ts';

export interface TasksDeps extends SubgraphDeps {
  /** GraphQL URLs of the subgraphs that own what tasks refer to. */
  readonly owners: { readonly User: string; readonly Document: string };
  /** How often an idle stream looks for itself, in ms; 10 s unless told. */
  readonly pollMs?: number;
}

/** Serves the tasks subgraph. The caller closes it, and afterwards the pool and topics it was given. */
export async function createTasksSubgraph(deps: TasksDeps): Promise<RunningSubgraph> {
  const { pool, topics, owners, pollMs = 10_000, ...rest } = deps;
  const client = createSubgraphClient();
  const entities = createEntityClient(client, owners);
  const changes = createChangeFeeds({ pool, topics, log: deps.log, pollMs });
  const { url, close } = await createSubgraphServer({
    ...rest,
    name: 'tasks',
    schemaFolder: import.meta.dirname,
    resolvers,
    createContext: (request) => createContext({ pool, topics, entities, changes }, request),
    ready: () => pool.query('SELECT 1'),
  });
  return {
    url,
    close: async () => {
      await close();
      await client.close();
    },
  };
}
