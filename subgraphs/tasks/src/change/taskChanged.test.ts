import { signInternalToken } from '@prism/auth/internalToken';
import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { statementsOf } from '@prism/db/testing/statementsOf';
import type { RunningSubgraph } from '@prism/graphql-kit/subgraphServer';
import { ask, openSocket } from '@prism/testkit/apiClient';
import { sessionOf, testTokenSecret } from '@prism/testkit/sessions';
import type { Context } from '../context.ts';
import { createTasksSubgraph } from '../server.ts';
import { createTask } from '../task/createTask.ts';
import { deleteTask } from '../task/deleteTask.ts';
import { updateTask } from '../task/updateTask.ts';
import { startTasksKit, type TasksKit } from '../testing/tasksKit.ts';
import type { Change } from './change.ts';
import { deleteChanges } from './change.sql.ts';
import { cursorOfChange, encodeChangeCursor } from './changeCursor.ts';
import { followChanges, getChangeCursor } from './followChanges.ts';

let kit: TasksKit;
beforeAll(async () => {
  kit = await startTasksKit();
});
afterAll(() => kit.close());

type Stream = Awaited<ReturnType<typeof followChanges>>;

async function take(stream: Stream, count: number): Promise<Change[]> {
  const changes: Change[] = [];
  while (changes.length < count) {
    const step = await stream.next();
    if (step.done) break;
    changes.push(step.value);
  }
  return changes;
}

const kindsOf = (changes: readonly Change[]) => changes.map(({ kind, taskId }) => [kind, taskId]);

async function liveOneTask(ctx: Context): Promise<string> {
  const { id } = await createTask(ctx, { title: 'Write' });
  await updateTask(ctx, { id, title: 'Write more' });
  await updateTask(ctx, { id, status: 'DONE' });
  await deleteTask(ctx, id);
  return id;
}

describe('changes of tasks', () => {
  it('come live, in order, each once, with who did it and the task', async () => {
    const session = sessionOf();
    const ctx = await kit.contextOf(session);
    const stream = await followChanges(ctx, {});
    const id = await liveOneTask(ctx);
    const changes = await take(stream, 4);
    expect(kindsOf(changes)).toEqual([
      ['CREATED', id],
      ['UPDATED', id],
      ['FINISHED', id],
      ['DELETED', id],
    ]);
    expect(changes.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
    expect(changes[0]?.actorId).toBe(session.actor.id);
    expect(changes[3]?.task).toBeNull();
    await stream.return();
  });

  it('are replayed after a cursor, and then go on', async () => {
    const ctx = await kit.contextOf();
    const start = await getChangeCursor(ctx);
    const ids: string[] = [];
    for (let index = 0; index < 120; index += 1) ids.push((await createTask(ctx, { title: String(index) })).id);
    const first = await followChanges(ctx, { after: start });
    const early = await take(first, 50);
    await first.return();
    const last = early.at(-1);
    const second = await followChanges(ctx, { after: last && cursorOfChange(last) });
    const rest = take(second, 71);
    ids.push((await createTask(ctx, { title: 'live' })).id);
    expect([...early, ...(await rest)].map(({ taskId }) => taskId)).toEqual(ids);
    await second.return();
  });

  it('lose and double nothing while many write at once and readers come and go', async () => {
    const ctx = await kit.contextOf();
    let cursor = await getChangeCursor(ctx);
    const total = 160;
    const writers = Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let index = 0; index < total / 8; index += 1) await createTask(ctx, { title: 'x' });
      }),
    );
    const positions: number[] = [];
    while (positions.length < total) {
      const stream = await followChanges(ctx, { after: cursor });
      const some = await take(stream, Math.min(1 + Math.floor(Math.random() * 20), total - positions.length));
      await stream.return();
      positions.push(...some.map(({ position }) => position));
      const last = some.at(-1);
      if (last) cursor = cursorOfChange(last);
    }
    await writers;
    expect(positions).toEqual(Array.from({ length: total }, (_, index) => index + 1));
  });

  it('are only those of tasks that met the filter before or after', async () => {
    const ctx = await kit.contextOf();
    const ada = newId();
    kit.peer.add(String(ctx.db.organizationId), ada);
    const hers = await followChanges(ctx, { filter: { assigneeId: ada.toUpperCase(), status: ['OPEN', 'DONE'] } });
    const other = await createTask(ctx, { title: 'nobody does this' });
    const { id } = await createTask(ctx, { title: 'Ada does this', assigneeId: ada });
    await updateTask(ctx, { id, status: 'BLOCKED' });
    await updateTask(ctx, { id, title: 'still blocked' });
    await updateTask(ctx, { id, status: 'DONE' });
    await updateTask(ctx, { id, assigneeId: null });
    await updateTask(ctx, { id: other.id, assigneeId: ada });
    // Created, left the list, came back, left it for good; and the other entered it.
    expect(kindsOf(await take(hers, 5))).toEqual([
      ['CREATED', id],
      ['UPDATED', id],
      ['FINISHED', id],
      ['UPDATED', id],
      ['UPDATED', other.id],
    ]);
    await hers.return();
    await expect(followChanges(ctx, { filter: { taskId: Array.from({ length: 21 }, newId) } })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  it('are of the own organization only', async () => {
    const [mine, theirs] = [await kit.contextOf(), await kit.contextOf()];
    const stream = await followChanges(mine, {});
    await createTask(theirs, { title: 'not yours' });
    const { id } = await createTask(mine, { title: 'yours' });
    expect(kindsOf(await take(stream, 1))).toEqual([['CREATED', id]]);
    await stream.return();
    const foreign = await getChangeCursor(theirs);
    await expect(followChanges(mine, { after: foreign })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('are for those who may read tasks', async () => {
    const session = sessionOf();
    for (const refused of [
      { ...session, scopes: [] },
      { ...session, organizationId: null },
    ]) {
      const ctx = await kit.contextOf(refused);
      await expect(followChanges(ctx, {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(getChangeCursor(ctx)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    const withKey: Session = { ...session, actor: { type: 'apiKey', id: newId() }, scopes: ['tasks:read'] };
    const stream = await followChanges(await kit.contextOf(withKey), {});
    await stream.return();
  });

  it('refuse a cursor from which they cannot be told without a gap', async () => {
    const ctx = await kit.contextOf();
    const organizationId = String(ctx.db.organizationId);
    for (let index = 0; index < 5; index += 1) await createTask(ctx, { title: 'x' });
    await ctx.db.transact((tx) => deleteChanges(tx, organizationId, 3));
    const at = (position: number) => followChanges(ctx, { after: encodeChangeCursor(organizationId, position) });
    for (const [position, why] of [
      [2, 'too old'],
      [0, 'too old'],
      [6, 'beyond the end'],
    ] as const) {
      await expect(at(position)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: [{ path: 'after', message: expect.stringContaining(why) as unknown }],
      });
    }
    const stream = await at(3);
    expect((await take(stream, 2)).map(({ position }) => position)).toEqual([4, 5]);
    await stream.return();
    await expect(followChanges(ctx, { after: 'gauge' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('are read once, however many follow', async () => {
    const ctx = await kit.contextOf();
    const streams = await Promise.all(Array.from({ length: 30 }, () => followChanges(ctx, {})));
    const taking = Promise.all(streams.map((stream) => take(stream, 10)));
    const created = 10;
    const statements = await statementsOf('prism_tasks', async () => {
      for (let index = 0; index < created; index += 1) await createTask(ctx, { title: 'x' });
      await taking;
    });
    // Three a task, and at most two reads of the feed for each.
    expect(statements).toBeLessThanOrEqual(created * 5);
    for (const changes of await taking) expect(changes).toHaveLength(10);
    await Promise.all(streams.map((stream) => stream.return()));
  });
});

describe('changes of tasks over graphql-ws', () => {
  let subgraph: RunningSubgraph;
  beforeAll(async () => {
    const owners = { User: kit.peer.url, Document: kit.peer.url };
    const { pool, topics, log } = kit;
    subgraph = await createTasksSubgraph({
      pool,
      topics,
      owners,
      log,
      internalTokenSecret: testTokenSecret,
      port: 0,
    });
  });
  afterAll(() => subgraph.close());

  it('carry the task as it is then, its documents too, change after change', async () => {
    const session = sessionOf();
    const token = await signInternalToken(testTokenSecret, session);
    const documents = [newId(), newId()];
    kit.peer.add(String(session.organizationId), ...documents);
    const ctx = await kit.contextOf(session);
    const { taskChangeCursor } = await ask<{ taskChangeCursor: string }>(
      subgraph.url,
      { token },
      { query: '{ taskChangeCursor }' },
    );
    const client = openSocket(subgraph.url, { token });
    const query = `subscription ($after: String) {
      taskChanged(after: $after) { change taskId actor { id } task { title documents { id } } }
    }`;
    const stream = client.iterate<{ taskChanged: object }>({ query, variables: { after: taskChangeCursor } });
    const next = async () => (await stream.next()).value?.data?.taskChanged;
    const { id } = await createTask(ctx, { title: 'One', documentIds: [documents[0]] });
    const actor = { id: session.actor.id };
    expect(await next()).toEqual({
      change: 'CREATED',
      taskId: id,
      actor,
      task: { title: 'One', documents: [{ id: documents[0] }] },
    });
    await updateTask(ctx, { id, title: 'Two', documentIds: documents });
    expect(await next()).toEqual({
      change: 'UPDATED',
      taskId: id,
      actor,
      task: { title: 'Two', documents: documents.map((document) => ({ id: document })) },
    });
    await deleteTask(ctx, id);
    expect(await next()).toEqual({ change: 'DELETED', taskId: id, actor, task: null });
    await client.dispose();
  });
});
