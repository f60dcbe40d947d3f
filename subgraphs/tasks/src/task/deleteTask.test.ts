import { newId } from '@prism/db/newId';
import { sessionOf } from '@prism/testkit/sessions';
import { startTasksKit, type TasksKit } from '../testing/tasksKit.ts';
import { createTask } from './createTask.ts';
import { deleteTask } from './deleteTask.ts';
import { findTask } from './findTask.ts';
import { listTaskDocuments } from './listTaskDocuments.ts';

let kit: TasksKit;
beforeAll(async () => {
  kit = await startTasksKit();
});
afterAll(() => kit.close());

test('removes the task with its list of documents, once', async () => {
  const session = sessionOf();
  const ctx = await kit.contextOf(session);
  const documentId = newId();
  kit.peer.add(session.organizationId!, documentId);
  const task = await createTask(ctx, { title: 'x', documentIds: [documentId] });
  await deleteTask(ctx, task.id);
  expect(await findTask(ctx, task.id)).toBeNull();
  expect(await listTaskDocuments(ctx, task)).toEqual([]);
  await expect(deleteTask(ctx, task.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test("another organization's task is not found and stays", async () => {
  const [ctx, stranger] = [await kit.contextOf(), await kit.contextOf()];
  const task = await createTask(stranger, { title: 'x' });
  for (const id of [task.id, 'no-id', '\u0000', '']) {
    await expect(deleteTask(ctx, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  expect(await findTask(await kit.contextOf(stranger.session), task.id)).toEqual(task);
});

test('is for those who may write', async () => {
  const ctx = await kit.contextOf();
  const task = await createTask(ctx, { title: 'x' });
  const viewer = await kit.contextOf(sessionOf({ role: 'VIEWER', organizationId: ctx.session.organizationId! }));
  await expect(deleteTask(viewer, task.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
