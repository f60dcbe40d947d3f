import type { SecretKeys } from '@prism/auth/secretKeys';
import type { OutboundRules } from '@prism/net/outboundRules';
import { PrismError } from '@prism/errors/errors';
import { createAuthenticator } from '@prism/graphql-kit/authenticate';
import { createEntityClient } from '@prism/graphql-kit/entityClient';
import { createSubgraphClient } from '@prism/graphql-kit/subgraphClient';
import type { SubgraphDeps } from '@prism/graphql-kit/runSubgraph';
import { createSubgraphServer, type RunningSubgraph, type SubgraphOptions } from '@prism/graphql-kit/subgraphServer';
import { createMemoryPresence } from '@prism/pubsub/presence/memoryPresence';
import type { PresenceStore } from '@prism/pubsub/presence/presence';
import { createTenantDb } from '@prism/queue/tenantDb';

import { createMemberCount } from './announcement/memberCount.ts';
import { createContext, type Context } from './context.ts';
import { createInboxReader } from './notification/inboxReader.ts';
import { resolvers } from './resolvers.ts';
import { answerUnsubscribe } from './unsubscribe/answerUnsubscribe.ts';

export interface NotificationsDeps extends SubgraphDeps {
  /** GraphQL URLs of the subgraphs that own what notifications are about and to whom they go. */
  readonly owners: { readonly User: string; readonly Document: string; readonly Task: string };
  /** Who is where; in the memory of this process unless told. The caller closes it. */
  readonly presence?: PresenceStore;
  /** Opens and seals what endpoints hold, and reads links that the workers signed: they have the same keys. */
  readonly secretKeys: SecretKeys;
  /** Which addresses endpoints may have; the workers have the same rules. */
  readonly outbound: OutboundRules;
  /** What browsers subscribe to push messages with; nothing is pushed unless told. */
  readonly vapidPublicKey?: string | null;
  /** How often an idle stream looks for itself, in ms; 10 s unless told. */
  readonly pollMs?: number;
}

type Routes = NonNullable<SubgraphOptions<Context>['routes']>;

/**
 * Serves the notifications subgraph, and `POST /internal/unsubscribe` for the gateway. The caller closes it, and afterwards the pool
 * and topics it was given.
 */
export async function createNotificationsSubgraph(deps: NotificationsDeps): Promise<RunningSubgraph> {
  const { pool, topics, owners, pollMs = 10_000, presence = createMemoryPresence(), vapidPublicKey = null } = deps;
  const { secretKeys, outbound, ...rest } = deps;
  const client = createSubgraphClient();
  const entities = createEntityClient(client, owners);
  const countMembers = createMemberCount(client, { url: owners.User, secret: deps.internalTokenSecret });
  const inboxes = createInboxReader((organizationId) =>
    createTenantDb({ pool, topics }, { role: 'prism_notifications', organizationId }),
  );
  const parts = { pool, topics, inboxes, presence, pollMs, secretKeys, outbound, vapidPublicKey };
  const { url, close } = await createSubgraphServer({
    ...rest,
    name: 'notifications',
    schemaFolder: import.meta.dirname,
    resolvers,
    createContext: (request) => createContext({ ...parts, entities, countMembers }, request),
    routes: unsubscribeRoute(deps),
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

/** HTTP 200 for every answer, 401 for who is not the gateway. What is not expected is logged, and answered with 500. */
function unsubscribeRoute({ pool, topics, secretKeys, internalTokenSecret, log }: NotificationsDeps): Routes {
  const authenticate = createAuthenticator(internalTokenSecret);
  return (app) => {
    app.post('/internal/unsubscribe', { bodyLimit: 16 * 1024 }, async (request, reply) => {
      try {
        const { session } = await authenticate(request.headers.authorization);
        return await answerUnsubscribe({ pool, topics, secretKeys }, { session, body: request.body });
      } catch (error) {
        if (error instanceof PrismError && error.code === 'UNAUTHENTICATED') return reply.code(401).send();
        log.error({ err: error, requestId: request.id }, 'unsubscribing failed');
        return reply.code(500).send();
      }
    });
  };
}
