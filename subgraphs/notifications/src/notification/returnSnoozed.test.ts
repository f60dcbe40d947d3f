import { signInternalToken } from '@prism/auth/internalToken';
import type { Session } from '@prism/auth/session';
import { openSocket } from '@prism/testkit/apiClient';
import { sessionOf, testTokenSecret } from '@prism/testkit/sessions';

import { deliver } from '../testing/fixtures.ts';
import { startTestSubgraph } from '../testing/testSubgraph.ts';
import { organizationsReturning, returnSnoozed } from './returnSnoozed.ts';

// Only wake-ups can be in time: a stream looks for itself after a minute.
const subgraph = await startTestSubgraph({ pollMs: 60_000 });
const clients: { dispose: () => unknown }[] = [];
afterAll(async () => {
  for (const client of clients) await client.dispose();
  await subgraph.close();
});

const partsOf = ({ organizationId }: Session) => ({
  db: subgraph.workerDb(String(organizationId)),
  topics: subgraph.topics,
});

async function notify(session: Session, count: number) {
  for (let round = 0; round < count; round += 1) await deliver(partsOf(session), [session.actor.id]);
}

type Edge = { cursor: string; node: { id: string; readAt: string | null; snoozedUntil: string | null } };

async function inboxOf(session: Session) {
  const query = `{ notifications { unreadCount unseenCount cursor edges { cursor node { id readAt snoozedUntil } } } }`;
  const { data } = await subgraph.ask(session, query);
  return data?.['notifications'] as { unreadCount: number; unseenCount: number; cursor: string; edges: Edge[] };
}

const idsOf = ({ edges }: { edges: Edge[] }) => edges.map(({ node }) => node.id);

/** Snoozes until a moment that has come. */
async function snoozeUntilNow(session: Session, ids: readonly string[]) {
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const query = `mutation ($ids: [ID!]!, $until: DateTime!) { snoozeNotifications(ids: $ids, until: $until) { unreadCount } }`;
  await subgraph.ask(session, query, { ids, until });
  await partsOf(session).db.transact((tx) =>
    tx.query(
      `UPDATE notifications.notification SET snoozed_until = now() - interval '1 s'
       WHERE organization_id = $1 AND id = ANY ($2::uuid[])`,
      [session.organizationId, ids],
    ),
  );
}

test('what returns is at the top, unread and unseen, and a live stream gets it once more', async () => {
  const session = sessionOf();
  await notify(session, 3);
  const before = await inboxOf(session);
  const [c, b, a] = idsOf(before) as [string, string, string];
  const mark = `mutation ($upTo: String!) { markAllNotificationsRead(upTo: $upTo) { unreadCount } markNotificationsSeen(upTo: $upTo) { unseenCount } }`;
  await subgraph.ask(session, mark, { upTo: before.cursor });
  await snoozeUntilNow(session, [a, b]);
  const client = openSocket(subgraph.url, { token: await signInternalToken(testTokenSecret, session) });
  clients.push(client);
  const stream = client.iterate<{ notificationReceived: { cursor: string; notification: Edge['node'] } }>({
    query: `subscription ($after: String) {
      notificationReceived(after: $after) { cursor notification { id readAt snoozedUntil } }
    }`,
    variables: { after: before.cursor },
  });
  const first = stream.next();
  expect(await returnSnoozed(partsOf(session))).toBe(2);
  const inbox = await inboxOf(session);
  expect(inbox).toMatchObject({ unreadCount: 2, unseenCount: 2 });
  expect(idsOf(inbox)).toEqual([b, a, c]);
  const events = [await first, await stream.next()].map(({ value }) => value?.data?.notificationReceived);
  expect(events).toEqual(
    [inbox.edges[1], inbox.edges[0]].map((edge) => ({ cursor: edge?.cursor, notification: edge?.node })),
  );
  expect(events[0]?.notification).toEqual({ id: a, readAt: null, snoozedUntil: null });
  expect(await returnSnoozed(partsOf(session))).toBe(0);
});

test('nothing returns before its time, or twice, or in another organization', async () => {
  const [session, other] = [sessionOf(), sessionOf()];
  const colleague = sessionOf({ organizationId: session.organizationId! });
  for (const one of [session, colleague, other]) {
    await notify(one, 10);
    await snoozeUntilNow(one, idsOf(await inboxOf(one)).slice(0, 6));
  }
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const later = idsOf(await inboxOf(session));
  await subgraph.ask(
    session,
    'mutation ($ids: [ID!]!, $until: DateTime!) { snoozeNotifications(ids: $ids, until: $until) { unreadCount } }',
    { ids: later, until },
  );
  const waiting = await organizationsReturning(subgraph.pool, '00000000-0000-0000-0000-000000000000', 1_000);
  expect(waiting).toEqual(expect.arrayContaining([session.organizationId, other.organizationId]));
  // Several processes at once, while new ones come.
  const [counts] = await Promise.all([
    Promise.all(Array.from({ length: 4 }, () => returnSnoozed(partsOf(session)))),
    notify(session, 5),
    notify(colleague, 5),
  ]);
  // An inbox that is held by somebody is passed over, and found at the next look.
  const rest = await returnSnoozed(partsOf(session));
  expect(counts.reduce((sum, count) => sum + count, rest)).toBe(12);
  expect(await inboxOf(session)).toMatchObject({ unreadCount: 11 });
  expect(await inboxOf(colleague)).toMatchObject({ unreadCount: 15 });
  expect(await inboxOf(other)).toMatchObject({ unreadCount: 4 });
  const cursors = (await inboxOf(colleague)).edges.map(({ cursor }) => cursor);
  expect(new Set(cursors).size).toBe(15);
  const still = await organizationsReturning(subgraph.pool, '00000000-0000-0000-0000-000000000000', 1_000);
  expect(still).not.toContain(session.organizationId);
  expect(still).toContain(other.organizationId);
});
