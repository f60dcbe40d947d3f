import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { statementsOf } from '@prism/db/testing/statementsOf';
import { sessionOf } from '@prism/testkit/sessions';

import { startTestSubgraph } from '../testing/testSubgraph.ts';

const named = 'subject { __typename ... on Task { id } ... on Document { id } ... on Announcement { id title } }';
const operations = {
  watch: `mutation ($subject: SubjectInput!) { watch(subject: $subject) { watch { ${named} createdAt } } }`,
  unwatch: 'mutation ($subject: SubjectInput!) { unwatch(subject: $subject) { wasWatched } }',
  mute: `mutation ($subject: SubjectInput!, $until: DateTime) {
    muteSubject(subject: $subject, until: $until) { mute { ${named} until } }
  }`,
  unmute: 'mutation ($subject: SubjectInput!) { unmuteSubject(subject: $subject) { wasMuted } }',
  watches: `query ($first: Int, $after: String) {
    watches(first: $first, after: $after) { edges { cursor node { ${named} } } pageInfo { hasNextPage endCursor } }
  }`,
  mutes: `query ($first: Int, $after: String) {
    mutes(first: $first, after: $after) { edges { cursor node { ${named} until } } pageInfo { hasNextPage endCursor } }
  }`,
};

const subgraph = await startTestSubgraph();
afterAll(() => subgraph.close());

type Payload = Record<string, unknown>;
type List = { edges: { cursor: string; node: { subject: { id: string } } }[]; pageInfo: { endCursor: string } };

async function ask(session: Session, name: keyof typeof operations, variables: object = {}) {
  const { data, errors } = await subgraph.ask(session, operations[name], { ...variables });
  const [payload] = Object.values(data ?? {}) as (Payload | null)[];
  return { payload, code: errors?.[0]?.extensions['code'], fields: errors?.[0]?.extensions['fields'] };
}

async function idsOf(session: Session, name: 'watches' | 'mutes', variables = {}) {
  const { payload, code } = await ask(session, name, variables);
  expect(code).toBeUndefined();
  const list = payload as unknown as List;
  return { ids: list.edges.map(({ node }) => node.subject.id), after: list.pageInfo.endCursor, page: list.pageInfo };
}

/** A task that exists in the organization of a session. */
function taskOf(session: Session) {
  const subject = { type: 'TASK', id: newId() };
  subgraph.subjects.existing.set(subject.id, session.organizationId!);
  return subject;
}

test('what is watched is listed, the latest first, page by page, until it is ended', async () => {
  const session = sessionOf();
  const subjects = [taskOf(session), { ...taskOf(session), type: 'DOCUMENT' }, taskOf(session)];
  for (const subject of subjects) {
    expect((await ask(session, 'watch', { subject })).payload).toMatchObject({
      watch: { subject: { id: subject.id } },
    });
    await ask(session, 'watch', { subject: { ...subject, id: subject.id.toUpperCase() } });
  }
  const latestFirst = new Set(subjects.map(({ id }) => id));
  const first = await idsOf(session, 'watches', { first: 2 });
  const second = await idsOf(session, 'watches', { first: 2, after: first.after });
  expect([first.ids.length, second.ids.length]).toEqual([2, 1]);
  expect(new Set([...first.ids, ...second.ids])).toEqual(latestFirst);
  expect([first.page, second.page]).toMatchObject([{ hasNextPage: true }, { hasNextPage: false }]);
  const [gone] = subjects;
  subgraph.subjects.existing.delete(gone!.id);
  expect((await ask(session, 'unwatch', { subject: gone })).payload).toEqual({ wasWatched: true });
  expect((await ask(session, 'unwatch', { subject: gone })).payload).toEqual({ wasWatched: false });
  expect((await idsOf(session, 'watches')).ids).not.toContain(gone!.id);
});

test('an announcement is watched and muted with all that is known of it', async () => {
  const session = sessionOf({ role: 'ADMIN' });
  const { data } = await subgraph.ask(
    session,
    'mutation { announce(input: { title: "Hello" }) { announcement { id } } }',
  );
  const { id } = (data?.['announce'] as { announcement: { id: string } }).announcement;
  const subject = { type: 'ANNOUNCEMENT', id };
  const named = { subject: { id, title: 'Hello' } };
  expect(await ask(session, 'watch', { subject })).toMatchObject({ payload: { watch: named } });
  expect(await ask(session, 'mute', { subject })).toMatchObject({ payload: { mute: named } });
  for (const list of ['watches', 'mutes'] as const) expect((await idsOf(session, list)).ids).toEqual([id]);
});

test('a mute holds until its end, which can be moved, or for good', async () => {
  const session = sessionOf();
  const subject = taskOf(session);
  const until = new Date(Date.now() + 3_600_000).toISOString();
  expect((await ask(session, 'mute', { subject, until })).payload).toMatchObject({ mute: { until } });
  expect((await ask(session, 'mute', { subject })).payload).toMatchObject({ mute: { until: null } });
  expect((await idsOf(session, 'mutes')).ids).toEqual([subject.id]);
  expect((await ask(session, 'unmute', { subject })).payload).toEqual({ wasMuted: true });
  expect((await ask(session, 'unmute', { subject })).payload).toEqual({ wasMuted: false });
  expect((await idsOf(session, 'mutes')).ids).toEqual([]);
});

test('a mute that has run out is none', async () => {
  const session = sessionOf();
  const subject = taskOf(session);
  await ask(session, 'mute', { subject });
  await subgraph
    .workerDb(session.organizationId!)
    .transact((tx) =>
      tx.query(`UPDATE notifications.mute SET until = now() - interval '1 s' WHERE organization_id = $1`, [
        session.organizationId,
      ]),
    );
  expect((await idsOf(session, 'mutes')).ids).toEqual([]);
  expect((await ask(session, 'unmute', { subject })).payload).toEqual({ wasMuted: false });
});

test('what does not exist for the caller cannot be watched or muted', async () => {
  const session = sessionOf();
  const foreign = taskOf(sessionOf());
  const nothing = [foreign, { type: 'TASK', id: newId() }, { type: 'DOCUMENT', id: 'gauge' }];
  nothing.push({ type: 'ANNOUNCEMENT', id: newId() }, { type: 'ANNOUNCEMENT', id: '' });
  for (const subject of nothing) {
    for (const name of ['watch', 'mute'] as const) {
      expect(await ask(session, name, { subject })).toMatchObject({ code: 'NOT_FOUND' });
    }
    expect((await ask(session, 'unwatch', { subject })).payload).toEqual({ wasWatched: false });
    expect((await ask(session, 'unmute', { subject })).payload).toEqual({ wasMuted: false });
  }
  expect((await idsOf(session, 'watches')).ids).toEqual([]);
});

test('an announcement is a subject for those who may see it', async () => {
  const admin = sessionOf({ role: 'ADMIN' });
  const announce = 'mutation { announce(input: { title: "x" }) { announcement { id } } }';
  subgraph.organizations.members.add(admin.actor.id);
  const { data } = await subgraph.ask(admin, announce);
  const { announcement } = data?.['announce'] as { announcement: { id: string } };
  const subject = { type: 'ANNOUNCEMENT', id: announcement.id };
  const colleague = sessionOf({ organizationId: admin.organizationId! });
  expect((await ask(colleague, 'watch', { subject })).payload).toMatchObject({
    watch: { subject: { id: announcement.id } },
  });
  expect(await ask(sessionOf(), 'watch', { subject })).toMatchObject({ code: 'NOT_FOUND' });
});

test('lists are of one person in one organization, and take no cursor of another list', async () => {
  const session = sessionOf();
  const colleague = sessionOf({ organizationId: session.organizationId! });
  for (const name of ['watch', 'mute'] as const) await ask(session, name, { subject: taskOf(session) });
  for (const other of [colleague, sessionOf({ userId: session.actor.id })]) {
    expect((await idsOf(other, 'watches')).ids).toEqual([]);
    expect((await idsOf(other, 'mutes')).ids).toEqual([]);
  }
  const { after } = await idsOf(session, 'mutes');
  for (const variables of [{ after }, { after: 'gauge' }, { first: 0 }, { first: 101 }]) {
    expect(await ask(session, 'watches', variables)).toMatchObject({ code: 'BAD_USER_INPUT' });
  }
});

test('refuses a mute that has ended', async () => {
  const session = sessionOf();
  const answer = await ask(session, 'mute', { subject: taskOf(session), until: '2020-01-01T00:00:00Z' });
  expect(answer).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'until' }] });
});

test('an API key has no lists', async () => {
  const key: Session = { ...sessionOf({ role: 'ADMIN' }), actor: { type: 'apiKey', id: newId() } };
  const subject = taskOf(key);
  for (const name of Object.keys(operations) as (keyof typeof operations)[]) {
    expect(await ask(key, name, { subject })).toMatchObject({ code: 'FORBIDDEN' });
  }
});

test('tasks and documents say whether the caller watches and has muted them, in one statement a type', async () => {
  const session = sessionOf();
  const colleague = sessionOf({ organizationId: session.organizationId! });
  const [watched, muted, neither] = [taskOf(session), taskOf(session), taskOf(session)];
  const document = { ...taskOf(session), type: 'DOCUMENT' };
  await ask(session, 'watch', { subject: watched });
  await ask(session, 'watch', { subject: document });
  await ask(session, 'mute', { subject: muted });
  await ask(colleague, 'mute', { subject: neither });
  const representations = [
    ...[watched, muted, neither, { id: 'gauge' }].map(({ id }) => ({ __typename: 'Task', id })),
    { __typename: 'Document', id: document.id.toUpperCase() },
  ];
  const query = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on Task { isWatched isMuted } ... on Document { isWatched isMuted } }
  }`;
  let answer: unknown;
  const count = await statementsOf('prism_notifications', async () => {
    answer = (await subgraph.ask(session, query, { representations })).data;
  });
  const [no, yes] = [false, true];
  expect(answer).toEqual({
    _entities: [
      { isWatched: yes, isMuted: no },
      { isWatched: no, isMuted: yes },
      { isWatched: no, isMuted: no },
      { isWatched: no, isMuted: no },
      { isWatched: yes, isMuted: no },
    ],
  });
  expect(count).toBe(2);
});
