import { setTimeout as sleep } from 'node:timers/promises';

import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { openSocket } from '@prism/testkit/apiClient';
import { sessionOf } from '@prism/testkit/sessions';

import { encodeInboxCursor } from './inboxCursor.ts';
import { deliver, said } from '../testing/fixtures.ts';
import { startTestSubgraph } from '../testing/testSubgraph.ts';

const subscription = `subscription ($after: String) {
  notificationReceived(after: $after) { cursor notification { id title subject { __typename ... on Task { id } } actor { id } } }
}`;

type Received = { notificationReceived: { cursor: string; notification: { id: string; title: string } } };

// Only wake-ups can be in time: a stream looks for itself after ten minutes.
const subgraph = await startTestSubgraph({ pollMs: 600_000 });
afterAll(() => subgraph.close());

function parts(session: Session) {
  return { db: subgraph.workerDb(session.organizationId!), topics: subgraph.topics };
}

async function startCursor(session: Session): Promise<string> {
  const answer = await subgraph.ask(session, '{ notifications { cursor edges { cursor } } }');
  return (answer.data as { notifications: { cursor: string } }).notifications.cursor;
}

/** Subscribes, hands over each event until `until` says that it is enough or the socket is cut, and returns. */
async function receive(
  session: Session,
  options: { after?: string; cutAfterMs?: number; onEvent: (event: Received['notificationReceived']) => boolean },
) {
  const client = openSocket(subgraph.url, { token: await subgraph.tokenOf(session) });
  let cut: NodeJS.Timeout | undefined;
  client.on('connected', () => {
    if (options.cutAfterMs !== undefined) cut = setTimeout(() => client.terminate(), options.cutAfterMs);
  });
  try {
    const stream = client.iterate<Received>({ query: subscription, variables: { after: options.after ?? null } });
    for await (const { data, errors } of stream) {
      if (errors) throw new AggregateError(errors);
      if (data && !options.onEvent(data.notificationReceived)) return;
    }
  } catch (error) {
    if (options.cutAfterMs === undefined || error instanceof AggregateError) throw error;
  } finally {
    clearTimeout(cut);
    await client.dispose();
  }
}

test('each once and in order, through a storm of writers and sockets cut at random moments', async () => {
  const session = sessionOf();
  const userId = session.actor.id;
  const total = 320;
  let cursor = await startCursor(session);
  const titles: string[] = [];
  let connections = 0;
  // Some before the first connection: replay and live in one.
  for (let index = 0; index < 40; index += 1) {
    await deliver(parts(session), [userId], { texts: said(`early ${index}`) });
  }
  const writer = async (name: number) => {
    for (let index = 0; index < (total - 40) / 8; index += 1) {
      await deliver(parts(session), [userId, newId()], { texts: said(`${name} ${index}`) });
      await sleep(Math.random() * 60);
    }
  };
  const writers = Promise.all(Array.from({ length: 8 }, (_, name) => writer(name)));
  const ids: string[] = [];
  while (ids.length < total) {
    connections += 1;
    await receive(session, {
      after: cursor,
      // Longer from time to time, so that a busy machine comes to an end, too.
      cutAfterMs: Math.random() * Math.max(80, connections * 3),
      onEvent: (event) => {
        ids.push(event.notification.id);
        titles.push(event.notification.title);
        cursor = event.cursor;
        return ids.length < total;
      },
    });
  }
  await writers;
  expect(connections).toBeGreaterThan(10);
  const { rows } = await parts(session).db.read((db) =>
    db.query<{ id: string }>(
      'SELECT id FROM notifications.notification WHERE organization_id = $1 AND recipient_id = $2 ORDER BY position',
      [session.organizationId, userId],
    ),
  );
  expect(ids).toEqual(rows.map((row) => row.id));
  expect(new Set(titles).size).toBe(total);
}, 180_000);

test('a cursor of the inbox resumes the stream, and a cursor of the stream the inbox', async () => {
  const session = sessionOf();
  for (let index = 0; index < 5; index += 1) await deliver(parts(session), [session.actor.id]);
  const page = await subgraph.ask(session, '{ notifications(first: 3) { edges { cursor node { id } } } }');
  const { edges } = (page.data as { notifications: { edges: { cursor: string; node: { id: string } }[] } })
    .notifications;
  const events: Received['notificationReceived'][] = [];
  await receive(session, { after: edges[2]!.cursor, onEvent: (event) => events.push(event) < 2 });
  expect(events.map((event) => event.notification.id)).toEqual([edges[1]!.node.id, edges[0]!.node.id]);
  const older = await subgraph.ask(
    session,
    'query ($after: String) { notifications(after: $after) { edges { node { id } } } }',
    {
      after: events[0]!.cursor,
    },
  );
  expect(older.data).toMatchObject({ notifications: { edges: [{ node: { id: edges[2]!.node.id } }, {}, {}] } });
});

test.each([
  ['no cursor at all', () => 'gauge'],
  ['an empty cursor', () => ''],
  ['a cursor of another person', ({ organizationId }: Session) => cursorOf(organizationId, newId(), 0)],
  ['a cursor of another organization', ({ actor }: Session) => cursorOf(newId(), actor.id, 0)],
  ['a cursor beyond the end', ({ organizationId, actor }: Session) => cursorOf(organizationId, actor.id, 7)],
  ['a negative cursor', ({ organizationId, actor }: Session) => cursorOf(organizationId, actor.id, -1)],
])('refuses %s', async (_name, cursor) => {
  const session = sessionOf();
  const received = receive(session, { after: cursor(session), onEvent: () => false });
  await expect(received).rejects.toMatchObject({
    errors: [{ extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'after' }] } }],
  });
});

test('refuses API keys, sessions without an organization, and those who may not read', async () => {
  const session = sessionOf();
  const refused: Session[] = [
    { ...session, actor: { type: 'apiKey', id: newId() } },
    { ...session, organizationId: null },
    { ...session, scopes: [] },
  ];
  for (const other of refused) {
    await expect(receive(other, { onEvent: () => false })).rejects.toMatchObject({
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  }
});

test('an event wakes its stream: it does not wait until the stream looks for itself', async () => {
  const session = sessionOf();
  const start = await startCursor(session);
  let heard = 0;
  const sendNext = async () => {
    await sleep(5);
    await deliver(parts(session), [session.actor.id]);
  };
  void sendNext();
  await receive(session, {
    after: start,
    onEvent: () => {
      heard += 1;
      if (heard === 10) return false;
      void sendNext();
      return true;
    },
  });
  expect(heard).toBe(10);
});

function cursorOf(organizationId: string | null, userId: string, position: number): string {
  return encodeInboxCursor({ organizationId: organizationId!, userId }, position);
}
