import { newId } from '@prism/db/newId';
import { statementsOf } from '@prism/db/testing/statementsOf';
import { sessionOf } from '@prism/testkit/sessions';
import { eventsIn, startTasksKit, type TasksKit } from '../testing/tasksKit.ts';
import { createTask } from './createTask.ts';
import { findTask } from './findTask.ts';
import { listTaskDocuments } from './listTaskDocuments.ts';

let kit: TasksKit;
beforeAll(async () => {
  kit = await startTasksKit();
});
afterAll(() => kit.close());

test('stores what was asked for and records the facts', async () => {
  const session = sessionOf();
  const ctx = await kit.contextOf(session);
  const [assigneeId, first, second] = [newId(), newId(), newId()];
  kit.peer.add(session.organizationId!, assigneeId, first, second);
  const dueAt = new Date('2030-01-01T00:00:00Z');
  const input = { title: '  Write ', description: 'With @ada', assigneeId, priority: 'HIGH', dueAt };
  const task = await createTask(ctx, { ...input, documentIds: [second, first, second] });

  const stored = await findTask(await kit.contextOf(session), task.id);
  expect(stored).toEqual(task);
  expect(stored).toMatchObject({ title: 'Write', status: 'OPEN', priority: 'HIGH', assigneeId, dueAt });
  expect(stored?.createdBy).toBe(session.actor.id);
  expect(await listTaskDocuments(ctx, task)).toEqual([second, first]);
  const actorId = session.actor.id;
  expect(await eventsIn(ctx)).toEqual([
    { name: 'task.created', payload: { taskId: task.id, actorId } },
    { name: 'task.assigned', payload: { taskId: task.id, assigneeId, actorId } },
    { name: 'task.mentioned', payload: { taskId: task.id, handles: ['ada'], actorId } },
  ]);
});

test('all facts are one statement', async () => {
  const session = sessionOf();
  kit.peer.add(session.organizationId!, session.actor.id);
  const ctx = await kit.contextOf(session);
  const input = { title: 'x', assigneeId: session.actor.id, description: 'With @ada' };
  // The task, the facts, and the change for who follows.
  expect(await statementsOf('prism_tasks', () => createTask(ctx, input))).toBe(3);
  expect(await eventsIn(ctx)).toHaveLength(3);
});

test('an id names its task in either case', async () => {
  const ctx = await kit.contextOf();
  const task = await createTask(ctx, { title: 'x' });
  expect(await findTask(await kit.contextOf(ctx.session), task.id.toUpperCase())).toEqual(task);
});

test('needs no more than a title, and null is as good as absent', async () => {
  const ctx = await kit.contextOf();
  const nulls = { description: null, assigneeId: null, priority: null, dueAt: null, documentIds: null };
  for (const input of [{ title: 'x' }, { title: 'x'.repeat(500), ...nulls }]) {
    const task = await createTask(ctx, input);
    expect(task).toMatchObject({ description: null, assigneeId: null, priority: 'MEDIUM', dueAt: null });
  }
});

test("an API key creates in nobody's name", async () => {
  const { organizationId, scopes } = sessionOf();
  const ctx = await kit.contextOf({ actor: { type: 'apiKey', id: newId() }, organizationId, role: null, scopes });
  const task = await createTask(ctx, { title: 'By a key' });
  expect(task.createdBy).toBeNull();
  expect(await eventsIn(ctx)).toEqual([{ name: 'task.created', payload: { taskId: task.id, actorId: null } }]);
});

test.each([
  ['title', { title: '' }],
  ['title', { title: ' \n ' }],
  ['title', { title: 'x'.repeat(501) }],
  ['title', { title: 'a\u0000b' }],
  ['title', { title: '\ud800' }],
  ['title', { title: null }],
  ['description', { title: 'x', description: 'x'.repeat(50_001) }],
  ['description', { title: 'x', description: '\u0000' }],
  ['priority', { title: 'x', priority: 'SOON' }],
  ['dueAt', { title: 'x', dueAt: new Date(Number.NaN) }],
  ['documentIds', { title: 'x', documentIds: Array.from({ length: 51 }, newId) }],
])('refuses a bad %s (%#)', async (field, input) => {
  const ctx = await kit.contextOf();
  await expect(createTask(ctx, input)).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: [{ path: `input.${field}` }],
  });
  expect(await eventsIn(ctx)).toEqual([]);
});

test('refuses people and documents that the caller cannot see, and writes nothing', async () => {
  const [mine, theirs] = [sessionOf(), sessionOf()];
  const [own, foreign] = [newId(), newId()];
  kit.peer.add(mine.organizationId!, own);
  kit.peer.add(theirs.organizationId!, foreign);
  const ctx = await kit.contextOf(mine);
  for (const id of [foreign, newId(), 'no-id', '', "' OR 1=1 --", 'x'.repeat(100_000), '\u0000']) {
    await expect(createTask(ctx, { title: 'x', assigneeId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(createTask(ctx, { title: 'x', documentIds: [own, id] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  expect(await eventsIn(ctx)).toEqual([]);
});

test('is for those who may write', async () => {
  const viewer = await kit.contextOf(sessionOf({ role: 'VIEWER' }));
  await expect(createTask(viewer, { title: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const nowhere = await kit.contextOf({ ...sessionOf(), organizationId: null, role: null });
  await expect(createTask(nowhere, { title: 'x' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringContaining('x-organization-id'),
  });
});
