import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { sessionOf } from '@prism/testkit/sessions';

import { deliver } from '../testing/fixtures.ts';
import { startTestSubgraph } from '../testing/testSubgraph.ts';
import type { Subject } from './notification.ts';

const item = 'id kind readAt seenAt archivedAt snoozedUntil';
const list = `query ($first: Int, $after: String, $filter: NotificationFilter) {
  notifications(first: $first, after: $after, filter: $filter) {
    unreadCount unseenCount cursor edges { cursor node { ${item} } } pageInfo { hasNextPage endCursor }
  }
}`;
const change = (field: string) =>
  `mutation ($ids: [ID!]!) { ${field}(ids: $ids) { unreadCount notifications { ${item} } } }`;
const mutations = {
  read: change('markNotificationsRead'),
  archive: change('archiveNotifications'),
  unarchive: change('unarchiveNotifications'),
  unsnooze: change('unsnoozeNotifications'),
  snooze: `mutation ($ids: [ID!]!, $until: DateTime!) {
    snoozeNotifications(ids: $ids, until: $until) { unreadCount notifications { ${item} } }
  }`,
  readAll: 'mutation ($upTo: String!) { markAllNotificationsRead(upTo: $upTo) { unreadCount } }',
  seen: 'mutation ($upTo: String!) { markNotificationsSeen(upTo: $upTo) { unseenCount } }',
};

const subgraph = await startTestSubgraph();
afterAll(() => subgraph.close());

type Item = { id: string; kind: string } & Record<'readAt' | 'seenAt' | 'archivedAt' | 'snoozedUntil', string | null>;
type Inbox = {
  unreadCount: number;
  unseenCount: number;
  cursor: string;
  edges: { cursor: string; node: Item }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};
type Changed = { unreadCount: number; unseenCount: number; notifications: Item[] };

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

async function inboxOf(session: Session, filter: object = {}, page: object = {}): Promise<Inbox> {
  const { data, errors } = await subgraph.ask(session, list, { filter, ...page });
  expect(errors).toBeUndefined();
  return data?.['notifications'] as Inbox;
}

async function act(session: Session, action: keyof typeof mutations, variables: object): Promise<Changed> {
  const { data, errors } = await subgraph.ask(session, mutations[action], { ...variables });
  expect(errors).toBeUndefined();
  return Object.values(data ?? {})[0] as Changed;
}

/** Notifies a person of each subject, in order. */
async function notify(session: Session, subjects: readonly (Subject | null)[]) {
  const parts = { db: subgraph.workerDb(String(session.organizationId)), topics: subgraph.topics };
  for (const subject of subjects) await deliver(parts, [session.actor.id], { subject });
}

const nothing = (count: number) => Array.from({ length: count }, () => null);
const idsOf = ({ edges }: Inbox) => edges.map(({ node }) => node.id);

test('archived ones leave the inbox and its count, and come back to where they lay', async () => {
  const session = sessionOf();
  await notify(session, nothing(3));
  const [c, b, a] = idsOf(await inboxOf(session)) as [string, string, string];
  await act(session, 'read', { ids: [a] });
  const archived = await act(session, 'archive', { ids: [a, b] });
  expect(archived.unreadCount).toBe(1);
  expect(archived.notifications.map(({ archivedAt }) => typeof archivedAt)).toEqual(['string', 'string']);
  expect((await act(session, 'archive', { ids: [a, b] })).unreadCount).toBe(1);
  expect(idsOf(await inboxOf(session))).toEqual([c]);
  expect(idsOf(await inboxOf(session, { state: 'ARCHIVED' }))).toEqual([b, a]);
  expect(idsOf(await inboxOf(session, { state: 'ARCHIVED', unreadOnly: true }))).toEqual([b]);
  expect(idsOf(await inboxOf(session, { state: 'ALL' }))).toEqual([c, b, a]);
  expect((await act(session, 'unarchive', { ids: [a, b, c] })).unreadCount).toBe(2);
  expect(await inboxOf(session)).toMatchObject({ unreadCount: 2 });
  expect(idsOf(await inboxOf(session))).toEqual([c, b, a]);
});

test('snoozed ones leave the inbox and its count, and a snooze can be moved and taken back', async () => {
  const session = sessionOf();
  await notify(session, nothing(2));
  const [b, a] = idsOf(await inboxOf(session)) as [string, string];
  await act(session, 'archive', { ids: [a] });
  const until = inAnHour();
  const snoozed = await act(session, 'snooze', { ids: [a, b], until });
  expect(snoozed).toMatchObject({
    unreadCount: 0,
    notifications: [
      { snoozedUntil: until, archivedAt: null },
      { snoozedUntil: until, archivedAt: null },
    ],
  });
  const later = inAnHour();
  await act(session, 'snooze', { ids: [b], until: later });
  const listed = await inboxOf(session, { state: 'SNOOZED' });
  expect(listed.edges.map(({ node }) => [node.id, node.snoozedUntil])).toEqual([
    [b, later],
    [a, until],
  ]);
  expect(idsOf(await inboxOf(session))).toEqual([]);
  // Reading one that is not in the inbox changes no count, then or later.
  expect((await act(session, 'read', { ids: [a] })).unreadCount).toBe(0);
  expect((await act(session, 'unsnooze', { ids: [a, b] })).unreadCount).toBe(1);
  expect(idsOf(await inboxOf(session))).toEqual([b, a]);
});

test('all is marked as read up to a cursor, and what came later is not', async () => {
  const session = sessionOf();
  await notify(session, nothing(4));
  const { edges, cursor } = await inboxOf(session);
  await act(session, 'archive', { ids: [edges[3]!.node.id] });
  await notify(session, nothing(1));
  expect((await act(session, 'readAll', { upTo: edges[1]!.cursor })).unreadCount).toBe(2);
  expect((await inboxOf(session)).edges.map(({ node }) => node.readAt !== null)).toEqual([false, false, true, true]);
  expect((await act(session, 'readAll', { upTo: cursor })).unreadCount).toBe(1);
  expect((await act(session, 'readAll', { upTo: cursor })).unreadCount).toBe(1);
  // What had been archived is as unread as it was.
  expect((await act(session, 'unarchive', { ids: [edges[3]!.node.id] })).unreadCount).toBe(2);
});

test('what was seen counts no more, read or not, and what comes then does', async () => {
  const session = sessionOf();
  await notify(session, nothing(3));
  const { edges, cursor, unseenCount } = await inboxOf(session);
  expect(unseenCount).toBe(3);
  expect((await act(session, 'seen', { upTo: edges[1]!.cursor })).unseenCount).toBe(1);
  expect((await act(session, 'read', { ids: [edges[0]!.node.id] })).unreadCount).toBe(2);
  expect(await inboxOf(session)).toMatchObject({ unseenCount: 0, unreadCount: 2 });
  expect((await act(session, 'seen', { upTo: cursor })).unseenCount).toBe(0);
  await notify(session, nothing(2));
  // An older cursor takes nothing back.
  expect((await act(session, 'seen', { upTo: edges[2]!.cursor })).unseenCount).toBe(2);
  const seen = (await inboxOf(session)).edges.map(({ node }) => node.seenAt !== null);
  expect(seen).toEqual([false, false, true, true, true]);
});

test('more than a step’s worth is marked in steps', async () => {
  const session = sessionOf();
  const { organizationId, actor } = session;
  await notify(session, nothing(1));
  // As a fan-out would, but at once: 4,500 rows.
  await subgraph.workerDb(String(organizationId)).transact(async (tx) => {
    await tx.query(
      `INSERT INTO notifications.notification (organization_id, id, recipient_id, position, notice_id)
       SELECT $1, gen_random_uuid(), $2, place + 1, gen_random_uuid() FROM generate_series(1, 4499) AS place`,
      [organizationId, actor.id],
    );
    await tx.query(
      'UPDATE notifications.recipient SET position = 4500, unread = 4500 WHERE organization_id = $1 AND user_id = $2',
      [organizationId, actor.id],
    );
  });
  const { cursor } = await inboxOf(session);
  expect((await act(session, 'seen', { upTo: cursor })).unseenCount).toBe(0);
  await notify(session, nothing(1));
  expect((await act(session, 'readAll', { upTo: cursor })).unreadCount).toBe(1);
});

test('pages go on over what is read and unread alike, and filters hold on every page', async () => {
  const session = sessionOf();
  const subject: Subject = { type: 'Document', id: newId() };
  await notify(session, [subject, null, subject, null, subject, subject]);
  const all = idsOf(await inboxOf(session));
  await act(session, 'read', { ids: [all[0], all[3], all[5]] });
  const pages: string[][] = [];
  for (let after: string | null = null; ;) {
    const page: Inbox = await inboxOf(session, {}, { first: 2, after });
    pages.push(idsOf(page));
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) break;
  }
  expect(pages).toEqual([all.slice(0, 2), all.slice(2, 4), all.slice(4)]);
  const about = { subject: { type: 'DOCUMENT', id: subject.id } };
  const first = await inboxOf(session, about, { first: 3 });
  const second = await inboxOf(session, about, { first: 3, after: first.pageInfo.endCursor });
  expect([...idsOf(first), ...idsOf(second)]).toEqual([all[0], all[1], all[3], all[5]]);
  expect(idsOf(await inboxOf(session, { ...about, unreadOnly: true }))).toEqual([all[1]]);
  expect(idsOf(await inboxOf(session, { kinds: ['TASK_ASSIGNED'] }))).toEqual(all);
  expect(idsOf(await inboxOf(session, { kinds: ['ANNOUNCEMENT', 'TASK_FINISHED'] }))).toEqual([]);
  for (const id of [newId(), 'gauge']) {
    expect(idsOf(await inboxOf(session, { subject: { type: 'TASK', id } }))).toEqual([]);
  }
});

test('ids of others are ignored like unknown ones', async () => {
  const mine = sessionOf();
  const colleague = sessionOf({ organizationId: mine.organizationId! });
  const elsewhere = sessionOf({ userId: mine.actor.id });
  await notify(mine, nothing(1));
  await notify(colleague, nothing(1));
  await notify(elsewhere, nothing(1));
  const ids = [...idsOf(await inboxOf(colleague)), ...idsOf(await inboxOf(elsewhere)), newId(), 'gauge'];
  for (const action of ['archive', 'unarchive', 'unsnooze', 'snooze', 'read'] as const) {
    const answer = await act(mine, action, { ids, until: inAnHour() });
    expect(answer).toEqual({ unreadCount: 1, notifications: [] });
  }
  for (const other of [colleague, elsewhere]) expect((await inboxOf(other)).unreadCount).toBe(1);
});

test.each([
  ['too many ids', 'archive', { ids: Array.from({ length: 1_001 }, newId) }, 'ids'],
  ['a snooze that is over', 'snooze', { ids: [], until: '2020-01-01T00:00:00Z' }, 'until'],
  ['a snooze for ever', 'snooze', { ids: [], until: '9999-01-01T00:00:00Z' }, 'until'],
  ['what is no cursor', 'readAll', { upTo: 'gauge' }, 'upTo'],
  ['what is no cursor', 'seen', { upTo: '' }, 'upTo'],
] as const)('refuses %s to %s', async (_name, action, variables, path) => {
  const { errors } = await subgraph.ask(sessionOf(), mutations[action], variables);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] });
});

test('refuses cursors of other inboxes, and kinds that are none', async () => {
  const session = sessionOf();
  const { cursor } = await inboxOf(sessionOf());
  for (const action of ['readAll', 'seen'] as const) {
    const { errors } = await subgraph.ask(session, mutations[action], { upTo: cursor });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'upTo' }] });
  }
  for (const kinds of [[], ['GAUGE']]) {
    const { errors } = await subgraph.ask(session, list, { filter: { kinds } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  }
});

test('an API key has none of it', async () => {
  const key: Session = { ...sessionOf({ role: 'ADMIN' }), actor: { type: 'apiKey', id: newId() } };
  for (const query of Object.values(mutations)) {
    const { errors } = await subgraph.ask(key, query, { ids: [], until: inAnHour(), upTo: 'x' });
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  }
});

test('counts exactly whatever is done to it at once', async () => {
  const session = sessionOf();
  const { organizationId, actor } = session;
  await notify(session, nothing(30));
  const { edges } = await inboxOf(session, {}, { first: 30 });
  const some = () => edges.filter(() => Math.random() < 0.4).map(({ node }) => node.id);
  const anyCursor = () => edges[Math.floor(Math.random() * edges.length)]!.cursor;
  const steps = [
    () => act(session, 'read', { ids: some() }),
    () => act(session, 'archive', { ids: some() }),
    () => act(session, 'unarchive', { ids: some() }),
    () => act(session, 'snooze', { ids: some(), until: inAnHour() }),
    () => act(session, 'unsnooze', { ids: some() }),
    () => act(session, 'readAll', { upTo: anyCursor() }),
    () => act(session, 'seen', { upTo: anyCursor() }),
    () => notify(session, nothing(2)),
  ];
  const recount = () =>
    subgraph.workerDb(String(organizationId)).read(async (db) => {
      const { rows } = await db.query<{ unread: string; unseen: string }>(
        `SELECT count(*) AS unread, count(*) FILTER (WHERE n.position > r.seen) AS unseen
         FROM notifications.recipient r JOIN notifications.notification n
           ON n.organization_id = r.organization_id AND n.recipient_id = r.user_id
         WHERE r.organization_id = $1 AND r.user_id = $2
           AND n.read_at IS NULL AND n.archived_at IS NULL AND n.snoozed_until IS NULL`,
        [organizationId, actor.id],
      );
      return { unreadCount: Number(rows[0]?.unread), unseenCount: Number(rows[0]?.unseen) };
    });
  for (let round = 0; round < 8; round += 1) {
    await Promise.all(Array.from({ length: 12 }, () => steps[Math.floor(Math.random() * steps.length)]!()));
    expect(await inboxOf(session, {}, { first: 1 })).toMatchObject(await recount());
  }
});
