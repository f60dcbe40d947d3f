import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { statementsOf } from '@prism/db/testing/statementsOf';
import { sessionOf } from '@prism/testkit/sessions';

import { deliver } from '../testing/fixtures.ts';
import { startTestSubgraph } from '../testing/testSubgraph.ts';
import type { Subject } from './notification.ts';

const query = `query ($first: Int, $after: String) {
  notificationGroups(first: $first, after: $after) {
    edges { cursor node { totalCount unreadCount latest { id } subject { __typename ... on Task { id } ... on Document { id } } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const subgraph = await startTestSubgraph();
afterAll(() => subgraph.close());

type Groups = {
  edges: {
    node: { totalCount: number; unreadCount: number; latest: { id: string }; subject: { id: string } | null };
  }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};

async function groupsOf(session: Session, variables = {}): Promise<Groups> {
  const { data, errors } = await subgraph.ask(session, query, variables);
  expect(errors).toBeUndefined();
  return data?.['notificationGroups'] as Groups;
}

async function notify(session: Session, subjects: readonly (Subject | null)[]) {
  const parts = { db: subgraph.workerDb(String(session.organizationId)), topics: subgraph.topics };
  for (const subject of subjects) await deliver(parts, [session.actor.id], { subject });
}

const inbox = async (session: Session) => {
  const { data } = await subgraph.ask(session, '{ notifications(first: 100) { edges { node { id } } } }');
  return (data?.['notifications'] as { edges: { node: { id: string } }[] }).edges.map(({ node }) => node.id);
};

const subjectOf = (type: Subject['type']): Subject => ({ type, id: newId() });
const summary = ({ edges }: Groups) =>
  edges.map(({ node }) => [node.subject?.id ?? null, node.totalCount, node.unreadCount]);

test('shows each subject once, with its latest notification and its counts', async () => {
  const session = sessionOf();
  const [a, b] = [subjectOf('Task'), subjectOf('Document')];
  await notify(session, [a, b, null, a, a, null, b]);
  await notify(sessionOf({ organizationId: session.organizationId! }), [a, b]);
  const ids = await inbox(session);
  await subgraph.ask(session, 'mutation ($ids: [ID!]!) { markNotificationsRead(ids: $ids) { unreadCount } }', {
    ids: [ids[0], ids[1], ids[3]],
  });
  const groups = await groupsOf(session);
  expect(summary(groups)).toEqual([
    [b.id, 2, 1],
    [null, 1, 0],
    [a.id, 3, 2],
    [null, 1, 1],
  ]);
  expect(groups.edges.map(({ node }) => node.latest.id)).toEqual([ids[0], ids[1], ids[2], ids[4]]);
});

test('pages show every subject once, wherever its older notifications lie', async () => {
  const session = sessionOf();
  const subjects = Array.from({ length: 7 }, () => subjectOf('Task'));
  // Each lies all over the inbox.
  await notify(session, [...subjects, ...subjects.toReversed(), null, ...subjects]);
  const pages: Groups[] = [];
  for (let after: string | null = null; ;) {
    const page: Groups = await groupsOf(session, { first: 3, after });
    pages.push(page);
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) break;
  }
  expect(pages.map(({ edges }) => edges.length)).toEqual([3, 3, 2]);
  const expected = [...subjects.toReversed().map(({ id }) => [id, 3, 3]), [null, 1, 1]];
  expect(pages.flatMap(summary)).toEqual(expected);
});

test('what is archived or snoozed is not among them', async () => {
  const session = sessionOf();
  const [a, b] = [subjectOf('Task'), subjectOf('Task')];
  await notify(session, [a, b, a, b]);
  const [latest, , , oldest] = await inbox(session);
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const hide = `mutation ($one: [ID!]!, $other: [ID!]!, $until: DateTime!) {
    archiveNotifications(ids: $one) { unreadCount }
    snoozeNotifications(ids: $other, until: $until) { unreadCount }
  }`;
  await subgraph.ask(session, hide, { one: [latest], other: [oldest], until });
  expect(summary(await groupsOf(session))).toEqual([
    [a.id, 1, 1],
    [b.id, 1, 1],
  ]);
});

test('a page is one statement, however many notifications it stands for', async () => {
  const session = sessionOf();
  const subjects = Array.from({ length: 10 }, () => subjectOf('Document'));
  await notify(session, [...subjects, ...subjects, ...subjects]);
  const count = await statementsOf('prism_notifications', async () => {
    expect((await groupsOf(session)).edges).toHaveLength(10);
  });
  expect(count).toBe(1);
});

test('an empty inbox has none, an API key no inbox, and bad pages are refused', async () => {
  expect((await groupsOf(sessionOf())).edges).toEqual([]);
  const key: Session = { ...sessionOf(), actor: { type: 'apiKey', id: newId() } };
  expect((await subgraph.ask(key, query)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  for (const variables of [{ first: 0 }, { after: 'gauge' }]) {
    expect((await subgraph.ask(sessionOf(), query, variables)).errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  }
});
