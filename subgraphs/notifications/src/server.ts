import { createEntityClient } from '@prism/graphql-kit/entityClient';
import { createSubgraphClient } from '@prism/graphql-kit/subgraphClient';
import type { SubgraphDeps } from '@prism/graphql-kit/runSubgraph';
import { createSubgraphServer, type RunningSubgraph } from '@prism/graphql-kit/subgraphServer';
import { createMemoryPresence } from '@prism/pubsub/presence/memoryPresence';
import type { PresenceStore } from '@prism/pubsub/presence/presence';

import { createMemberCount } from './announcement/memberCount.ts';
import { createContext } from './context.ts';
import { resolvers } from './resolvers.ts';

export interface NotificationsDeps extends SubgraphDeps {
  /** GraphQL URLs of the subgraphs that own what notifications are about and to whom they go. */
  readonly owners: { readonly User: string; readonly Document: string; readonly Task: string };
  /** Who is where; in the memory of this process unless told. The caller closes it. */
  readonly presence?: PresenceStore;
  /** How often an idle stream looks for itself, in ms; 10 s unless told. */
  readonly pollMs?: number;
}

/** Serves the notifications subgraph. The caller closes it, and afterwards the pool and topics it was given. */
export async function createNotificationsSubgraph(deps: NotificationsDeps): Promise<RunningSubgraph> {
  const { pool, topics, owners, pollMs = 10_000, presence = createMemoryPresence(), ...rest } = deps;
  const client = createSubgraphClient();
  const entities = createEntityClient(client, owners);
  const countMembers = createMemberCount(client, { url: owners.User, secret: deps.internalTokenSecret });
  const { url, close } = await createSubgraphServer({
    ...rest,
    name: 'notifications',
    schemaFolder: import.meta.dirname,
    resolvers,
    createContext: (request) => createContext({ pool, topics, entities, presence, countMembers, pollMs }, request),
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
