import { newId } from '@prism/db/newId';
import { sessionOf } from '@prism/testkit/sessions';
import { eventsIn, startTasksKit, type TasksKit } from '../testing/tasksKit.ts';
import { createTask } from './createTask.ts';
import { findTask } from './findTask.ts';
import { listTaskDocuments } from './listTaskDocuments.ts';
import { updateTask } from './updateTask.ts';

let kit: TasksKit;
beforeAll(async () => {
  kit = await startTasksKit();
});
afterAll(() => kit.close());

async function fullTask() {
  const session = sessionOf();
  const ctx = await kit.contextOf(session);
  const [assigneeId, documentId] = [newId(), newId()];
  kit.peer.add(session.organizationId!, assigneeId, documentId);
  const dueAt = new Date('2030-01-01T00:00:00Z');
  const input = { title: 'Write', description: '@ada', assigneeId, dueAt, documentIds: [documentId] };
  const task = await createTask(ctx, input);
  const before = (await eventsIn(ctx)).length;
  return { session, ctx, task, documentId, newEvents: async () => (await eventsIn(ctx)).slice(before) };
}

test('changes what is given, clears what is null, leaves the rest', async () => {
  const { session, ctx, task, documentId, newEvents } = await fullTask();
  const renamed = await updateTask(ctx, { id: task.id, title: 'Rewrite', priority: 'URGENT' });
  expect(renamed).toEqual({ ...task, title: 'Rewrite', priority: 'URGENT', updatedAt: renamed.updatedAt });
  const cleared = await updateTask(ctx, { id: task.id, description: null, assigneeId: null, dueAt: null });
  expect(cleared).toMatchObject({ title: 'Rewrite', description: null, assigneeId: null, dueAt: null });
  const fresh = await kit.contextOf(session);
  expect(await findTask(fresh, task.id)).toEqual(cleared);
  expect(await listTaskDocuments(fresh, task)).toEqual([documentId]);
  expect(await newEvents()).toEqual([]);
});

test('records facts only when something becomes true', async () => {
  const { session, ctx, task, newEvents } = await fullTask();
  await updateTask(ctx, { id: task.id, assigneeId: task.assigneeId, description: 'Again @Ada', status: 'DONE' });
  await updateTask(ctx, { id: task.id, status: 'DONE' });
  const actorId = session.actor.id;
  expect(await newEvents()).toEqual([{ name: 'task.finished', payload: { taskId: task.id, actorId } }]);

  kit.peer.add(session.organizationId!, actorId);
  await updateTask(ctx, { id: task.id, assigneeId: actorId, description: '@ada @bob', status: 'OPEN' });
  expect((await newEvents()).slice(1)).toEqual([
    { name: 'task.assigned', payload: { taskId: task.id, assigneeId: actorId, actorId } },
    { name: 'task.mentioned', payload: { taskId: task.id, handles: ['bob'], actorId } },
  ]);
});

test('replaces the documents when some are given', async () => {
  const { session, ctx, task, documentId } = await fullTask();
  const other = newId();
  kit.peer.add(session.organizationId!, other);
  await updateTask(ctx, { id: task.id, documentIds: [other, documentId, other.toUpperCase()] });
  expect(await listTaskDocuments(ctx, task)).toEqual([other, documentId]);
  await updateTask(ctx, { id: task.id, documentIds: [] });
  expect(await listTaskDocuments(await kit.contextOf(session), task)).toEqual([]);
});

test("another organization's task, person or document is not found, and nothing changes", async () => {
  const { session, ctx, task } = await fullTask();
  const stranger = await fullTask();
  for (const id of [stranger.task.id, newId(), 'no-id', '', '\u0000', 'x'.repeat(100_000)]) {
    await expect(updateTask(ctx, { id, title: 'Mine now' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  const foreign = [{ assigneeId: stranger.task.assigneeId }, { documentIds: [stranger.documentId] }];
  for (const change of foreign) {
    await expect(updateTask(ctx, { id: task.id, title: 'No', ...change })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  expect(await findTask(await kit.contextOf(session), task.id)).toEqual(task);
  expect(await findTask(await kit.contextOf(stranger.session), stranger.task.id)).toEqual(stranger.task);
});

test.each([
  ['title', { title: null }],
  ['title', { title: '' }],
  ['status', { status: null }],
  ['priority', { priority: null }],
  ['description', { description: 'x\u0000' }],
  ['documentIds', { documentIds: null }],
])('refuses a bad %s (%#)', async (field, change) => {
  const { ctx, task } = await fullTask();
  await expect(updateTask(ctx, { id: task.id, ...change })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: [{ path: `input.${field}` }],
  });
});

test('many changes at once all happen, and a task is finished once', async () => {
  const { session, ctx, task, documentId, newEvents } = await fullTask();
  const changes = [{ status: 'DONE' }, { documentIds: [] }, { documentIds: [documentId] }, { priority: 'LOW' }];
  const all = Array.from({ length: 20 }, (_, index) => ({ id: task.id, ...changes[index % changes.length] }));
  await Promise.all(all.map((input) => updateTask(ctx, input)));
  const stored = await findTask(await kit.contextOf(session), task.id);
  expect(stored).toMatchObject({ status: 'DONE', priority: 'LOW' });
  expect((await newEvents()).map(({ name }) => name)).toEqual(['task.finished']);
});
