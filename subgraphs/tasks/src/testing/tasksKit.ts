import { signInternalToken } from '@prism/auth/internalToken';
import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { createEntityClient } from '@prism/graphql-kit/entityClient';
import { createSubgraphClient } from '@prism/graphql-kit/subgraphClient';
import { createLogger } from '@prism/telemetry/logger';
import { sessionOf, testTokenSecret } from '@prism/testkit/sessions';
import { testPool, testTopics } from '@prism/testkit/testDeps';
import { createChangeFeeds } from '../change/changeFeeds.ts';
import { createContext, type Context } from '../context.ts';
import { startEntityPeer } from './entityPeer.ts';

/** What the use cases run on: the database under test, and a peer that owns people and documents. */
export async function startTasksKit() {
  const pool = testPool();
  const topics = testTopics();
  const peer = await startEntityPeer();
  const client = createSubgraphClient();
  const entities = createEntityClient(client, { User: peer.url, Document: peer.url });
  const log = createLogger('test', 'silent');
  const changes = createChangeFeeds({ pool, topics, log, pollMs: 60_000 });
  return {
    pool,
    topics,
    peer,
    log,
    /** A request of the session, with loaders of its own. */
    async contextOf(session: Session = sessionOf()): Promise<Context> {
      const token = await signInternalToken(testTokenSecret, session);
      return createContext({ pool, topics, entities, changes }, { session, token, requestId: newId(), log });
    },
    async close() {
      await client.close();
      await peer.close();
      await topics.close();
      await pool.end();
    },
  };
}

export type TasksKit = Awaited<ReturnType<typeof startTasksKit>>;

/** The facts that an organization's transactions recorded, in order, each once. */
export async function eventsIn(ctx: Context): Promise<{ name: string; payload: Record<string, unknown> }[]> {
  const { rows } = await ctx.db.read((tx) =>
    tx.query<{ payload: { name: string; payload: Record<string, unknown> } }>(
      'SELECT payload FROM outbox.message WHERE organization_id = $1 ORDER BY id',
      [ctx.db.organizationId],
    ),
  );
  const facts = new Map(rows.map(({ payload }) => [JSON.stringify(payload), payload]));
  return [...facts.values()];
}
