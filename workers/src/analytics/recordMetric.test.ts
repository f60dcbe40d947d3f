import type { PrismEvent } from '@prism/contracts/events';
import { newId } from '@prism/db/newId';
import { withTransaction } from '@prism/db/transaction';
import { deleteMessage } from '@prism/queue/outbox.sql';
import { createTenantDb } from '@prism/queue/tenantDb';
import type { JobRun } from '@prism/queue/worker';
import { createLogger } from '@prism/telemetry/logger';
import { testPool, testTopics } from '@prism/testkit/testDeps';
import { recordMetric } from './recordMetric.ts';

const [pool, topics] = [testPool(), testTopics()];
afterAll(async () => {
  await topics.close();
  await pool.end();
});

const worker = recordMetric();
const taskCreated = (): PrismEvent => ({ name: 'task.created', payload: { taskId: newId(), actorId: null } });

/** Emits an event as the tasks subgraph does, and returns the job that it asks for. */
async function emit(organizationId: string, event: PrismEvent): Promise<JobRun<'recordMetric'>> {
  const tasks = createTenantDb({ pool, topics }, { role: 'prism_tasks', organizationId });
  await tasks.transact((tx) => tx.emit(event));
  const { rows } = await tasks.read((tx) =>
    tx.query<{ id: string; payload: JobRun<'recordMetric'>['payload'] }>(
      `SELECT id, payload FROM outbox.message WHERE organization_id = $1 AND job = 'recordMetric' ORDER BY id DESC LIMIT 1`,
      [organizationId],
    ),
  );
  const { id, payload } = rows[0]!;
  const db = createTenantDb({ pool, topics }, { role: worker.role, organizationId });
  const done = (tx: Parameters<typeof deleteMessage>[0]) => deleteMessage(tx, organizationId, id);
  return { id, organizationId, payload, attempt: 1, log: createLogger('test', 'silent'), db, done };
}

async function countsOf(organizationId: string) {
  const { rows } = await withTransaction(pool, { role: 'prism_analytics', organizationId }, (tx) =>
    tx.query(`SELECT name, count::integer, sum, at FROM analytics.rollup WHERE interval = 'MINUTE'`),
  );
  return rows;
}

test('a fact is counted once under its name, at its time, however often its job runs', async () => {
  const organizationId = newId();
  const run = await emit(organizationId, taskCreated());
  await Promise.all([worker.handle(run), worker.handle(run), worker.handle(run)]);
  await worker.handle({ ...run, attempt: 2 });
  const [metric, ...others] = (await countsOf(organizationId)) as { name: string; count: number; at: Date }[];
  expect(others).toEqual([]);
  expect(metric).toMatchObject({ name: 'task.created', count: 1, sum: 0 });
  expect(Math.abs(Date.now() - metric!.at.getTime())).toBeLessThan(120_000);
});

test('many facts at once are all counted', async () => {
  const organizationId = newId();
  const runs = [];
  for (let index = 0; index < 20; index += 1) runs.push(await emit(organizationId, taskCreated()));
  await Promise.all(runs.map((run) => worker.handle(run)));
  const counts = (await countsOf(organizationId)) as { count: number }[];
  expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(20);
});

test('what could not be counted is still to be done', async () => {
  const organizationId = newId();
  const run = await emit(organizationId, taskCreated());
  const failing = { ...run, done: async () => Promise.reject(new Error('gone')) };
  await expect(worker.handle(failing)).rejects.toThrow('gone');
  expect(await countsOf(organizationId)).toEqual([]);
  await worker.handle(run);
  expect(await countsOf(organizationId)).toHaveLength(1);
});
