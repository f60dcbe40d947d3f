import { encodeCursor } from '@prism/db/page';
import { newId } from '@prism/db/newId';
import { sessionOf } from '@prism/testkit/sessions';
import type { Context } from '../context.ts';
import { startTasksKit, type TasksKit } from '../testing/tasksKit.ts';
import { createTask } from './createTask.ts';
import { listAssignedTasks } from './listAssignedTasks.ts';
import { listTasks } from './listTasks.ts';
import { cursorOfTask } from './taskCursor.ts';
import { updateTask } from './updateTask.ts';

let kit: TasksKit;
beforeAll(async () => {
  kit = await startTasksKit();
});
afterAll(() => kit.close());

const titlesOf = ({ rows }: { rows: readonly { title: string }[] }) => rows.map(({ title }) => title);

async function createMany(ctx: Context, titles: readonly string[], fields: object = {}) {
  const tasks = [];
  for (const title of titles) tasks.push(await createTask(ctx, { title, ...fields }));
  return tasks;
}

describe('listTasks', () => {
  test('goes newest first, page by page, and counts the whole list when asked', async () => {
    const ctx = await kit.contextOf();
    await createMany(ctx, ['1', '2', '3', '4', '5']);
    const first = await listTasks(ctx, { filter: null, first: 2 });
    expect(titlesOf(first)).toEqual(['5', '4']);
    expect(first.hasNextPage).toBe(true);
    expect(await first.count()).toBe(5);
    const after = cursorOfTask(first.rows[1]!);
    const rest = await listTasks(ctx, { filter: undefined, first: 3, after });
    expect(titlesOf(rest)).toEqual(['3', '2', '1']);
    expect(rest.hasNextPage).toBe(false);
    expect(await rest.count()).toBe(5);
  });

  test('keeps to every condition', async () => {
    const session = sessionOf();
    const ctx = await kit.contextOf(session);
    const [ada, bob] = [newId(), newId()];
    kit.peer.add(session.organizationId!, ada, bob);
    await createMany(ctx, ['plain']);
    await createMany(ctx, ['for Ada'], { assigneeId: ada, priority: 'URGENT', description: '100%_sure' });
    const [done] = await createMany(ctx, ['for Bob'], { assigneeId: bob, dueAt: new Date('2030-01-01T00:00:00Z') });
    await updateTask(ctx, { id: done!.id, status: 'DONE' });

    const find = async (filter: object) => titlesOf(await listTasks(ctx, { filter }));
    expect(await find({ status: ['DONE'] })).toEqual(['for Bob']);
    expect(await find({ status: ['OPEN', 'DONE'], priority: ['MEDIUM'] })).toEqual(['for Bob', 'plain']);
    expect(await find({ status: [] })).toEqual([]);
    expect(await find({ assigneeId: ada })).toEqual(['for Ada']);
    expect(await find({ unassigned: true })).toEqual(['plain']);
    expect(await find({ unassigned: false, priority: ['URGENT'] })).toEqual(['for Ada']);
    expect(await find({ createdById: session.actor.id })).toHaveLength(3);
    expect(await find({ createdById: ada })).toEqual([]);
    expect(await find({ dueBefore: new Date('2030-01-01T00:00:00Z') })).toEqual([]);
    expect(await find({ dueBefore: new Date('2030-01-01T00:00:01Z') })).toEqual(['for Bob']);
    expect(await find({ text: 'FOR ' })).toEqual(['for Bob', 'for Ada']);
    expect(await find({ text: '0%_S' })).toEqual(['for Ada']);
    expect(await find({ text: '%' })).toEqual(['for Ada']);
    const nulls = { status: null, priority: null, assigneeId: null, unassigned: null, dueBefore: null, text: '' };
    expect(await find(nulls)).toHaveLength(3);
  });

  test('shows nothing of another organization, whatever is asked', async () => {
    const [ctx, stranger] = [await kit.contextOf(), await kit.contextOf()];
    const [task] = await createMany(stranger, ['theirs']);
    for (const filter of [{}, { createdById: stranger.session.actor.id }, { text: 'theirs' }]) {
      const list = await listTasks(ctx, { filter });
      expect([list.rows, await list.count()]).toEqual([[], 0]);
    }
    expect((await listTasks(ctx, { filter: null, after: cursorOfTask(task!) })).rows).toEqual([]);
    for (const id of ['no-id', '', "'", '\u0000']) {
      const list = await listTasks(ctx, { filter: { assigneeId: id, createdById: id } });
      expect([list.rows, await list.count()]).toEqual([[], 0]);
    }
  });

  test.each([
    ['first', { first: 0 }],
    ['first', { first: 101 }],
    ['first', { first: -1 }],
    ['after', { after: 'nonsense' }],
    ['after', { after: 'x'.repeat(100_000) }],
    ['after', { after: encodeCursor([newId()]) }],
    ['after', { after: encodeCursor(['metric', newId()]) }],
    ['after', { after: encodeCursor(['task', "' OR true --"]) }],
    ['after', { after: encodeCursor(['task', newId(), newId()]) }],
    ['filter.text', { filter: { text: 'x'.repeat(201) } }],
    ['filter.text', { filter: { text: '\u0000' } }],
    ['filter.status.0', { filter: { status: ['NEW'] } }],
  ])('refuses a bad %s (%#)', async (path, args) => {
    const ctx = await kit.contextOf();
    await expect(listTasks(ctx, { filter: null, ...args })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path }],
    });
  });
});

describe('listAssignedTasks', () => {
  test('gives each person their own, newest first, page by page', async () => {
    const session = sessionOf();
    const ctx = await kit.contextOf(session);
    const [ada, bob] = [newId(), newId()];
    kit.peer.add(session.organizationId!, ada, bob);
    await createMany(ctx, ['a1', 'a2', 'a3'], { assigneeId: ada });
    await createMany(ctx, ['b1'], { assigneeId: bob });
    const people = [ada, bob, newId(), 'no-id'];
    const lists = await Promise.all(people.map((id) => listAssignedTasks(ctx, id, { first: 2 })));
    expect(lists.map(titlesOf)).toEqual([['a3', 'a2'], ['b1'], [], []]);
    expect(lists.map(({ hasNextPage }) => hasNextPage)).toEqual([true, false, false, false]);
    expect(await Promise.all(lists.map(({ count }) => count()))).toEqual([3, 1, 0, 0]);
    const after = cursorOfTask(lists[0]!.rows[1]!);
    expect(titlesOf(await listAssignedTasks(ctx, ada, { first: 2, after }))).toEqual(['a1']);
    expect(titlesOf(await listAssignedTasks(ctx, ada, { status: ['DONE'] }))).toEqual([]);
  });

  test('is of the current organization: none, no list; another, none of these', async () => {
    const session = sessionOf();
    kit.peer.add(session.organizationId!, session.actor.id);
    await createMany(await kit.contextOf(session), ['mine'], { assigneeId: session.actor.id });
    const elsewhere = await kit.contextOf(sessionOf({ userId: session.actor.id }));
    expect((await listAssignedTasks(elsewhere, session.actor.id, {})).rows).toEqual([]);
    const nowhere = await kit.contextOf({ ...session, organizationId: null });
    await expect(listAssignedTasks(nowhere, session.actor.id, {})).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('x-organization-id'),
    });
  });
});
