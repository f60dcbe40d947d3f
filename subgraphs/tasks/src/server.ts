import { createEntityClient } from '@prism/graphql-kit/entityClient';
import { createSubgraphClient } from '@prism/graphql-kit/subgraphClient';
import type { SubgraphDeps } from '@prism/graphql-kit/runSubgraph';
import { createSubgraphServer, type RunningSubgraph } from '@prism/graphql-kit/subgraphServer';
import { createContext } from './context.ts';
import { resolvers } from './resolvers.ts';

export interface TasksDeps extends SubgraphDeps {
  /** GraphQL URLs of the subgraphs that own what tasks refer to. */
  readonly owners: { readonly User: string; readonly Document: string };
}

/** Serves the tasks subgraph. The caller closes it, and afterwards the pool and topics it was given. */
export async function createTasksSubgraph({ pool, topics, owners, ...rest }: TasksDeps): Promise<RunningSubgraph> {
  const client = createSubgraphClient();
  const entities = createEntityClient(client, owners);
  const { url, close } = await createSubgraphServer({
    ...rest,
    name: 'tasks',
    schemaFolder: import.meta.dirname,
    resolvers,
    createContext: (request) => createContext({ pool, topics, entities }, request),
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
