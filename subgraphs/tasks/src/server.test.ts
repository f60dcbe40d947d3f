import { signInternalToken } from '@prism/auth/internalToken';
import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { statementsOf } from '@prism/db/testing/statementsOf';
import type { RunningSubgraph } from '@prism/graphql-kit/subgraphServer';
import { send, type Answer } from '@prism/testkit/apiClient';
import { internalHeaders, sessionOf, testTokenSecret } from '@prism/testkit/sessions';
import { createTasksSubgraph } from './server.ts';
import { startTasksKit, type TasksKit } from './testing/tasksKit.ts';

let kit: TasksKit;
let subgraph: RunningSubgraph;
beforeAll(async () => {
  kit = await startTasksKit();
  subgraph = await createTasksSubgraph({
    pool: kit.pool,
    topics: kit.topics,
    owners: { User: kit.peer.url, Document: kit.peer.url },
    internalTokenSecret: testTokenSecret,
    port: 0,
    log: kit.log,
  });
});
afterAll(async () => {
  await subgraph.close();
  await kit.close();
});

type Variables = Record<string, unknown>;

async function sendAs<D>(session: Session, query: string, variables: Variables = {}): Promise<Answer<D>> {
  const token = await signInternalToken(testTokenSecret, session);
  return send<D>(subgraph.url, { token }, { query, variables });
}

async function askAs<D>(session: Session, query: string, variables: Variables = {}): Promise<D> {
  const { data, errors } = await sendAs<D>(session, query, variables);
  expect(errors).toBeUndefined();
  return data!;
}

type Stub = { id: string };
type TaskAnswer = Stub & { status: string; assignee: Stub | null; dueAt: string | null };
type Created = { createTask: { task: TaskAnswer } };
type Updated = { updateTask: { task: TaskAnswer } };
type One = { task: TaskAnswer };
type Entities = { _entities: ((Stub & { assignedTasks?: unknown }) | null)[] };

const createTask = `mutation ($input: CreateTaskInput!) { createTask(input: $input) {
  task { id title status priority assignee { id } createdBy { id } documents { id } dueAt createdAt finishedAt } } }`;

const updateTask = `mutation ($input: UpdateTaskInput!) { updateTask(input: $input) { task { id title status } } }`;

const tasks = `query ($filter: TaskFilter, $first: Int, $after: String) { tasks(filter: $filter, first: $first, after: $after) {
  edges { cursor node { id title status assignee { id } createdBy { id } documents { id } } }
  pageInfo { hasNextPage endCursor } } }`;

async function createMany(session: Session, count: number) {
  const [assigneeId, ...documentIds] = Array.from({ length: 4 }, newId);
  kit.peer.add(session.organizationId!, assigneeId!, ...documentIds);
  const created: TaskAnswer[] = [];
  for (let index = 0; index < count; index += 1) {
    const input = { title: `Task ${index}`, assigneeId, documentIds };
    created.push((await askAs<Created>(session, createTask, { input })).createTask.task);
  }
  return { created, assigneeId };
}

test('a task lives its life over HTTP', async () => {
  const session = sessionOf();
  const [assigneeId, documentId] = [newId(), newId()];
  kit.peer.add(session.organizationId!, assigneeId, documentId);
  const input = { title: 'Write', assigneeId, documentIds: [documentId], dueAt: '2030-01-01T00:00:00Z' };
  const { task } = (await askAs<Created>(session, createTask, { input })).createTask;
  expect(task).toMatchObject({
    title: 'Write',
    status: 'OPEN',
    priority: 'MEDIUM',
    assignee: { id: assigneeId },
    createdBy: { id: session.actor.id },
    documents: [{ id: documentId }],
    dueAt: '2030-01-01T00:00:00.000Z',
    finishedAt: null,
  });
  await askAs(session, updateTask, { input: { id: task.id, status: 'DONE' } });
  const one = `query ($id: ID!) { task(id: $id) { status finishedAt description } }`;
  const read = (await askAs<One>(session, one, { id: task.id })).task;
  expect(read).toEqual({ status: 'DONE', finishedAt: expect.any(String), description: null });
  const remove = 'mutation ($id: ID!) { deleteTask(id: $id) { deletedId } }';
  expect(await askAs(session, remove, { id: task.id })).toEqual({ deleteTask: { deletedId: task.id } });
  expect((await sendAs(session, one, { id: task.id })).errors?.[0]?.extensions).toEqual({ code: 'NOT_FOUND' });
});

test('what a field is not given stays, what is null is cleared', async () => {
  const session = sessionOf();
  const { created } = await createMany(session, 1);
  const update = `mutation ($input: UpdateTaskInput!) { updateTask(input: $input) { task { assignee { id } dueAt } } }`;
  const renamed = await askAs<Updated>(session, update, { input: { id: created[0]!.id, title: 'New' } });
  expect(renamed.updateTask.task.assignee).toEqual(created[0]!.assignee);
  const cleared = await askAs<Updated>(session, update, { input: { id: created[0]!.id, assigneeId: null } });
  expect(cleared.updateTask.task).toEqual({ assignee: null, dueAt: null });
});

test('a page costs the same however long it is', async () => {
  const session = sessionOf();
  await createMany(session, 50);
  const page = (first: number) => statementsOf('prism_tasks', () => askAs(session, tasks, { first }));
  expect(await page(1)).toBe(2);
  expect(await page(50)).toBe(2);
  const counted = `{ tasks(first: 50) { totalCount edges { node { id documents { id } } } } }`;
  expect(await statementsOf('prism_tasks', () => askAs(session, counted))).toBe(3);
});

const entities = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on Task { id title documents { id } }
  ... on User { id assignedTasks(first: 2) { totalCount edges { node { id } } } } } }`;

test('entities are resolved in constant statements, those of others are null', async () => {
  const session = sessionOf();
  const { created, assigneeId } = await createMany(session, 5);
  const stranger = await createMany(sessionOf(), 1);
  const ids = [...created.map(({ id }) => id), stranger.created[0]!.id, newId(), 'no-id'];
  const representations = ids.map((id) => ({ __typename: 'Task', id }));
  let found: Entities['_entities'] = [];
  const count = await statementsOf('prism_tasks', async () => {
    found = (await askAs<Entities>(session, entities, { representations }))._entities;
  });
  expect(found.map((task) => task?.id ?? null)).toEqual([...ids.slice(0, 5), null, null, null]);
  expect(count).toBe(2);

  const people = [assigneeId, ...Array.from({ length: 20 }, newId), 'no-id'];
  const users = people.map((id) => ({ __typename: 'User', id }));
  const work = await statementsOf('prism_tasks', async () => {
    found = (await askAs<Entities>(session, entities, { representations: users }))._entities;
  });
  expect(found[0]?.assignedTasks).toMatchObject({ totalCount: 5, edges: [{ node: { id: created[4]!.id } }, {}] });
  expect(found[1]?.assignedTasks).toEqual({ totalCount: 0, edges: [] });
  expect(work).toBe(2);
});

test('a person without an organization is told to name one', async () => {
  const session: Session = { ...sessionOf(), organizationId: null, role: null, scopes: [] };
  const representations = [{ __typename: 'User', id: session.actor.id }];
  const { errors } = await sendAs(session, entities, { representations });
  expect(errors?.[0]).toMatchObject({
    message: expect.stringContaining('x-organization-id'),
    extensions: { code: 'FORBIDDEN' },
  });
});

test.each([
  ['wrong types', { input: { title: 5 } }, 'BAD_USER_INPUT'],
  ['an unknown priority', { input: { title: 'x', priority: 'SOON' } }, 'BAD_USER_INPUT'],
  ['no such day', { input: { title: 'x', dueAt: 'tomorrow' } }, 'BAD_USER_INPUT'],
  ['a huge text', { input: { title: 'x', description: 'x'.repeat(5_000_000) } }, 'BAD_USER_INPUT'],
  ['NUL', { input: { title: 'a\u0000' } }, 'BAD_USER_INPUT'],
  ['a malformed id', { input: { title: 'x', assigneeId: '7' } }, 'NOT_FOUND'],
  ["nobody's id", { input: { title: 'x', assigneeId: newId() } }, 'NOT_FOUND'],
])('answers %s from the closed set', async (_name, variables, code) => {
  const { errors } = await sendAs(sessionOf(), createTask, variables);
  expect(errors?.[0]?.extensions['code']).toBe(code);
});

test.each([['0001-01-01T00:00:00Z'], ['9999-12-31T23:59:59.999Z']])('due at %s is due then', async (dueAt) => {
  const session = sessionOf();
  const { task } = (await askAs<Created>(session, createTask, { input: { title: 'x', dueAt } })).createTask;
  const read = await askAs<One>(session, 'query ($id: ID!) { task(id: $id) { dueAt } }', { id: task.id });
  expect(new Date(read.task.dueAt!)).toEqual(new Date(dueAt));
});

test('without an internal token there is nothing', async () => {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query: '{ tasks { edges { cursor } } }' });
  const response = await fetch(subgraph.url, { method: 'POST', headers, body });
  const answer = await response.json();
  expect(answer).toMatchObject({ errors: [{}] });
  expect(answer).not.toHaveProperty('data');
});

test('a silent owner is named as such, and nothing is written', async () => {
  const session = sessionOf();
  const lonely = await createTasksSubgraph({
    pool: kit.pool,
    topics: kit.topics,
    owners: { User: 'http://127.0.0.1:9/graphql', Document: 'http://127.0.0.1:9/graphql' },
    internalTokenSecret: testTokenSecret,
    port: 0,
    log: kit.log,
  });
  const headers = await internalHeaders(session);
  const body = JSON.stringify({ query: createTask, variables: { input: { title: 'x', assigneeId: newId() } } });
  const response = await fetch(lonely.url, { method: 'POST', headers, body });
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }] });
  expect(await askAs(session, '{ tasks { totalCount } }')).toEqual({ tasks: { totalCount: 0 } });
  await lonely.close();
});
