import { newId } from '@prism/db/newId';
import { signInternalToken } from '@prism/auth/internalToken';
import type { Session } from '@prism/auth/session';
import { openSocket } from '@prism/testkit/apiClient';
import { sessionOf, testTokenSecret } from '@prism/testkit/sessions';

import { deliver } from '../testing/fixtures.ts';
import { startTestSubgraph } from '../testing/testSubgraph.ts';

// Only wake-ups can be in time: a stream looks for itself after a minute.
const subgraph = await startTestSubgraph({ pollMs: 60_000 });
const clients: { dispose: () => void | Promise<void> }[] = [];
afterAll(async () => {
  for (const client of clients) await client.dispose();
  await subgraph.close();
});

/** The numbers that a subscription tells, one by one. */
async function follow(session: Session) {
  const client = openSocket(subgraph.url, { token: await signInternalToken(testTokenSecret, session) });
  clients.push(client);
  const stream = client.iterate<{ unreadCount: number }>({ query: 'subscription { unreadCount }' });
  return async () => {
    const { value } = await stream.next();
    if (value?.errors) throw new AggregateError(value.errors);
    return value?.data?.unreadCount;
  };
}

const notify = (session: Session, userId = session.actor.id) =>
  deliver({ db: subgraph.workerDb(String(session.organizationId)), topics: subgraph.topics }, [userId]);

async function idsOf(session: Session): Promise<string[]> {
  const answer = await subgraph.ask(session, '{ notifications { edges { node { id } } } }');
  const { notifications } = answer.data as { notifications: { edges: { node: { id: string } }[] } };
  return notifications.edges.map(({ node }) => node.id);
}

const markRead = (session: Session, ids: readonly string[]) =>
  subgraph.ask(session, 'mutation ($ids: [ID!]!) { markNotificationsRead(ids: $ids) { unreadCount } }', { ids });

test('is told at once, and whenever it changes, also because of reading elsewhere', async () => {
  const session = sessionOf();
  await notify(session);
  const next = await follow(session);
  expect(await next()).toBe(1);
  await notify(session);
  expect(await next()).toBe(2);
  await markRead(session, (await idsOf(session)).slice(0, 1));
  expect(await next()).toBe(1);
  await markRead(session, await idsOf(session));
  expect(await next()).toBe(0);
});

test('is told to every window of a person, and of nobody else’s inbox', async () => {
  const session = sessionOf();
  const [one, other] = [await follow(session), await follow(session)];
  expect([await one(), await other()]).toEqual([0, 0]);
  await notify(session, newId());
  await notify({ ...session, organizationId: newId() });
  await notify(session);
  expect([await one(), await other()]).toEqual([1, 1]);
});

test('ends where a burst ends', async () => {
  const session = sessionOf();
  const next = await follow(session);
  expect(await next()).toBe(0);
  await Promise.all(Array.from({ length: 60 }, () => notify(session)));
  const told = [await next()];
  while (told.at(-1) !== 60) told.push(await next());
  expect(told.length).toBeLessThanOrEqual(60);
});

test('is refused to API keys, without an organization, and to those who may not read', async () => {
  const session = sessionOf();
  const refused: Session[] = [
    { ...session, actor: { type: 'apiKey', id: newId() } },
    { ...session, organizationId: null },
    { ...session, scopes: [] },
  ];
  for (const other of refused) {
    const next = await follow(other);
    await expect(next()).rejects.toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  }
});
