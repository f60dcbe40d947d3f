import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { statementsOf } from '@prism/db/testing/statementsOf';
import { sessionOf } from '@prism/testkit/sessions';

import { deliver, said } from '../testing/fixtures.ts';
import { startTestSubgraph } from '../testing/testSubgraph.ts';

const inboxQuery = `query ($first: Int, $after: String, $unreadOnly: Boolean) {
  notifications(first: $first, after: $after, unreadOnly: $unreadOnly) {
    unreadCount
    edges { cursor node { id kind title body createdAt readAt actor { id } subject { __typename ... on Task { id } ... on Document { id } } } }
    pageInfo { hasNextPage endCursor }
  }
}`;
const markMutation =
  'mutation ($ids: [ID!]!) { markNotificationsRead(ids: $ids) { unreadCount notifications { id readAt } } }';

const subgraph = await startTestSubgraph();
afterAll(() => subgraph.close());

type Inbox = {
  unreadCount: number;
  edges: { cursor: string; node: { id: string; title: string; readAt: string | null } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};

async function inboxOf(session: Session, variables = {}): Promise<Inbox> {
  const { data, errors } = await subgraph.ask(session, inboxQuery, variables);
  expect(errors).toBeUndefined();
  return data?.['notifications'] as Inbox;
}

async function markRead(session: Session, ids: readonly string[]) {
  const { data, errors } = await subgraph.ask(session, markMutation, { ids });
  expect(errors).toBeUndefined();
  return data?.['markNotificationsRead'] as {
    unreadCount: number;
    notifications: { id: string; readAt: string | null }[];
  };
}

async function notify(session: Session, titles: readonly string[]) {
  const parts = { db: subgraph.workerDb(session.organizationId!), topics: subgraph.topics };
  for (const title of titles) await deliver(parts, [session.actor.id], { texts: said(title) });
}

const titlesOf = ({ edges }: Inbox) => edges.map(({ node }) => node.title);

test('lists newest first, page by page, with what is unread in all of it', async () => {
  const session = sessionOf();
  await notify(session, ['a', 'b', 'c', 'd', 'e']);
  const first = await inboxOf(session, { first: 2 });
  expect(titlesOf(first)).toEqual(['e', 'd']);
  expect(first).toMatchObject({ unreadCount: 5, pageInfo: { hasNextPage: true, endCursor: first.edges[1]!.cursor } });
  expect(first.edges[0]!.node).toMatchObject({
    kind: 'TASK_ASSIGNED',
    readAt: null,
    actor: { id: expect.any(String) },
    subject: { __typename: 'Task', id: expect.any(String) },
  });
  const second = await inboxOf(session, { first: 2, after: first.pageInfo.endCursor });
  const third = await inboxOf(session, { first: 2, after: second.pageInfo.endCursor });
  expect([titlesOf(second), titlesOf(third)]).toEqual([['c', 'b'], ['a']]);
  expect(third.pageInfo.hasNextPage).toBe(false);
});

test('a page is one statement, however long it is', async () => {
  const session = sessionOf();
  await notify(
    session,
    Array.from({ length: 50 }, (_, index) => `n${index}`),
  );
  const count = await statementsOf('prism_notifications', async () => {
    expect((await inboxOf(session, { first: 50 })).edges).toHaveLength(50);
  });
  expect(count).toBe(1);
});

test('an inbox that nobody wrote to is empty', async () => {
  expect(await inboxOf(sessionOf())).toEqual({
    unreadCount: 0,
    edges: [],
    pageInfo: { hasNextPage: false, endCursor: null },
  });
});

test('marks as read once, counts exactly, and leaves the rest unread', async () => {
  const session = sessionOf();
  await notify(session, ['a', 'b', 'c']);
  const [c, b] = (await inboxOf(session)).edges.map(({ node }) => node.id);
  expect(await markRead(session, [b!, b!])).toMatchObject({ unreadCount: 2, notifications: [{ id: b }] });
  const again = await markRead(session, [c!, b!]);
  expect(again.unreadCount).toBe(1);
  expect(again.notifications.map(({ readAt }) => typeof readAt)).toEqual(['string', 'string']);
  expect(titlesOf(await inboxOf(session, { unreadOnly: true }))).toEqual(['a']);
  expect((await inboxOf(session)).edges.map(({ node }) => node.readAt !== null)).toEqual([true, true, false]);
});

test('counts exactly while others write and mark at once', async () => {
  const session = sessionOf();
  await notify(session, ['a', 'b', 'c', 'd']);
  const ids = (await inboxOf(session)).edges.map(({ node }) => node.id);
  await Promise.all([
    ...ids.map((id) => markRead(session, [id])),
    markRead(session, ids),
    notify(session, ['e', 'f', 'g']),
    notify(session, ['h', 'i']),
  ]);
  expect((await inboxOf(session)).unreadCount).toBe(5);
});

test('ignores ids of others just like unknown and malformed ones', async () => {
  const [mine, foreign] = [sessionOf(), sessionOf()];
  const colleague = sessionOf({ organizationId: mine.organizationId! });
  await notify(mine, ['a']);
  await notify(foreign, ['b']);
  await notify(colleague, ['c']);
  const others = [...(await inboxOf(foreign)).edges, ...(await inboxOf(colleague)).edges].map(({ node }) => node.id);
  const answers = await Promise.all([others, [newId()], ['gauge'], []].map((ids) => markRead(mine, ids)));
  expect(answers).toEqual(Array.from({ length: 4 }, () => ({ unreadCount: 1, notifications: [] })));
  expect((await inboxOf(foreign)).unreadCount).toBe(1);
  expect((await inboxOf(colleague)).unreadCount).toBe(1);
});

test.each([
  ['too many', { first: 101 }, 'first'],
  ['none', { first: 0 }, 'first'],
  ['after nothing', { after: '' }, 'after'],
  ['after something else', { after: 'W10' }, 'after'],
])('refuses a page of %s', async (_name, variables, path) => {
  const { errors } = await subgraph.ask(sessionOf(), inboxQuery, variables);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] });
});

test('refuses more than 1,000 ids', async () => {
  const { errors } = await subgraph.ask(sessionOf(), markMutation, { ids: Array.from({ length: 1_001 }, newId) });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'ids' }] });
});

test('resolves references to notifications of the caller alone, in one statement', async () => {
  const session = sessionOf();
  const colleague = sessionOf({ organizationId: session.organizationId! });
  await notify(session, ['a', 'b']);
  await notify(colleague, ['c']);
  const mine = (await inboxOf(session)).edges.map(({ node }) => node.id);
  const theirs = (await inboxOf(colleague)).edges.map(({ node }) => node.id);
  const representations = [...mine, ...theirs, 'gauge'].map((id) => ({ __typename: 'Notification', id }));
  const query =
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Notification { title } } }';
  const { data } = await subgraph.ask(session, query, { representations });
  expect(data).toEqual({ _entities: [{ title: 'b' }, { title: 'a' }, null, null] });
});

test('an API key has no inbox', async () => {
  const key: Session = { ...sessionOf(), actor: { type: 'apiKey', id: newId() } };
  for (const query of ['{ notifications { unreadCount } }', '{ notificationPreferences { kind } }']) {
    expect((await subgraph.ask(key, query)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  }
});
