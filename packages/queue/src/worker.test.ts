import { setTimeout as sleep } from 'node:timers/promises';

import { newId } from '@prism/db/newId';
import { createTestDatabase, type TestDatabase } from '@prism/testkit/testDatabase';
import { until } from '@prism/testkit/until';

import {
  asAdmin,
  createEffectTable,
  newAddress,
  newTenant,
  openQueue,
  queueKinds,
  taskCreated,
  type QueueKind,
} from './testing/queueUnderTest.ts';
import type { QueueWorker } from './backend.ts';
import type { QueueParts, Relay } from './relay.ts';
import { startRelay } from './relay.ts';
import { startJobWorker, type JobRun, type JobWorker } from './worker.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await createEffectTable(database.url);
});
afterAll(async () => {
  await database.drop();
});

type Work = Pick<JobWorker<'recordMetric'>, 'handle' | 'exhausted'>;

async function writeEffect(run: JobRun<'recordMetric' | 'indexDocument'>): Promise<boolean> {
  return run.db.transact(async (tx) => {
    if (!(await run.done(tx))) return false;
    await tx.query('INSERT INTO public.effect (organization_id, job_id) VALUES ($1, $2)', [run.organizationId, run.id]);
    return true;
  });
}

describe.each<QueueKind>(queueKinds())('a job worker on %s', (kind) => {
  let parts: QueueParts & { close(): Promise<void> };
  let relay: Relay;
  let workers: QueueWorker[];

  beforeEach(async () => {
    parts = await openQueue(newAddress(kind, database.url));
    workers = [];
  });
  afterEach(async () => {
    await relay.close();
    await Promise.all(workers.map((worker) => worker.close()));
    await parts.close();
  });

  async function work(handlers: Work): Promise<void> {
    const definition: JobWorker<'recordMetric'> = {
      job: 'recordMetric',
      role: 'prism_tasks',
      concurrency: 4,
      ...handlers,
    };
    workers.push(await startJobWorker(parts, definition));
    relay = startRelay(parts, { pollMs: 100 });
  }

  /** As `parts`, but that the second attempt of a job counts as its last: the others would take longer each time. */
  function withTwoAttempts(): QueueParts {
    const { backend } = parts;
    const startWorker: QueueParts['backend']['startWorker'] = (queue, process, options) =>
      backend.startWorker(queue, (job) => process({ ...job, attempts: 2 }), options);
    return { ...parts, backend: { ...backend, startWorker } };
  }

  async function rowsOf(organizationId: string) {
    return asAdmin<{ id: string; failed_at: Date | null; error: string | null }>(
      database.url,
      'SELECT id, failed_at, error FROM outbox.message WHERE organization_id = $1',
      [organizationId],
    );
  }

  async function effectsOf(organizationId: string): Promise<number> {
    const rows = await asAdmin(database.url, 'SELECT 1 FROM public.effect WHERE organization_id = $1', [
      organizationId,
    ]);
    return rows.length;
  }

  it('does the job for the organization that asked, and deletes the row with the effect', async () => {
    const runs: JobRun<'recordMetric'>[] = [];
    await work({
      async handle(run) {
        runs.push(run);
        await writeEffect(run);
      },
    });
    const tenant = newTenant(parts);
    const event = taskCreated();
    await tenant.transact((tx) => tx.emit(event));
    await until(async () => (await effectsOf(tenant.organizationId)) === 1);
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({ organizationId: tenant.organizationId, payload: event, attempt: 1 });
    expect(runs[0]?.db.organizationId).toBe(tenant.organizationId);
    expect(await rowsOf(tenant.organizationId)).toEqual([]);
  });

  it('has one effect when a job is delivered twice, also at the same time', async () => {
    const outcomes: boolean[] = [];
    let first: JobRun<'recordMetric'> | undefined;
    await work({
      async handle(run) {
        first = run;
        outcomes.push(...(await Promise.all([writeEffect(run), writeEffect(run)])));
      },
    });
    const tenant = newTenant(parts);
    await tenant.transact((tx) => tx.emit(taskCreated()));
    await until(() => outcomes.length === 2);
    const { id = '', organizationId = '', payload } = first ?? {};
    await until(async () => {
      // Again and again: while the first one is being put away, its id is not taken.
      await parts.backend.addJobs('recordMetric', [{ id, data: { organizationId, payload, trace: {} } }]);
      return outcomes.length >= 4;
    });
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await effectsOf(tenant.organizationId)).toBe(1);
  });

  it('keeps the row when the effect fails, and has the effect at the next attempt', async () => {
    const attempts: number[] = [];
    const looked = Promise.withResolvers<undefined>();
    await work({
      async handle(run) {
        attempts.push(run.attempt);
        if (run.attempt > 1) await looked.promise;
        await run.db.transact(async (tx) => {
          await run.done(tx);
          if (run.attempt === 1) throw new Error('on purpose');
        });
        await parts.pool.query('INSERT INTO public.effect (organization_id, job_id) VALUES ($1, $2)', [
          run.organizationId,
          run.id,
        ]);
      },
    });
    const tenant = newTenant(parts);
    await tenant.transact((tx) => tx.emit(taskCreated()));
    await until(() => attempts.length === 2);
    expect(await rowsOf(tenant.organizationId)).toHaveLength(1);
    looked.resolve(undefined);
    await until(async () => (await effectsOf(tenant.organizationId)) === 1);
    expect(attempts).toEqual([1, 2]);
    expect(await rowsOf(tenant.organizationId)).toEqual([]);
  });

  it('takes a handler that returns for done', async () => {
    let ran = false;
    await work({ handle: () => Promise.resolve(void (ran = true)) });
    const tenant = newTenant(parts);
    await tenant.transact((tx) => tx.emit(taskCreated()));
    await until(() => ran);
    await until(async () => (await rowsOf(tenant.organizationId)).length === 0);
  });

  it('gives up a payload that is no longer valid, keeps its row and says why', async () => {
    let ran = false;
    const run = () => Promise.resolve(void (ran = true));
    await work({ handle: run, exhausted: run });
    const organizationId = newId();
    await asAdmin(
      database.url,
      `INSERT INTO outbox.message (organization_id, id, job, payload) VALUES ($1, $2, 'recordMetric', '{"name": "task.unknown"}')`,
      [organizationId, newId()],
    );
    await until(async () => (await rowsOf(organizationId))[0]?.failed_at instanceof Date);
    const [row] = await rowsOf(organizationId);
    expect(row?.error).toContain('name');
    expect(ran).toBe(false);
  });

  it('calls exhausted once after the last attempt, with the last error', async () => {
    const attempts: number[] = [];
    const exhausted: [number, unknown][] = [];
    workers.push(
      await startJobWorker<'indexDocument'>(withTwoAttempts(), {
        job: 'indexDocument',
        role: 'prism_tasks',
        concurrency: 1,
        handle(run) {
          attempts.push(run.attempt);
          return Promise.reject(new Error(`on purpose ${String(run.attempt)}`));
        },
        async exhausted(run, error) {
          exhausted.push([run.attempt, error]);
          await writeEffect(run);
        },
      }),
    );
    relay = startRelay(parts);
    const tenant = newTenant(parts);
    await tenant.transact((tx) => tx.enqueue({ name: 'indexDocument', payload: { documentId: newId(), version: 1 } }));
    await until(() => exhausted.length > 0);
    await until(async () => (await rowsOf(tenant.organizationId)).length === 0);
    await sleep(300);
    expect(attempts).toEqual([1, 2]);
    expect(exhausted).toEqual([[2, new Error('on purpose 2')]]);
    expect(await effectsOf(tenant.organizationId)).toBe(1);
  });

  it('waits for what comes back by itself without using up attempts, but not for ever', async () => {
    const runs: { attempt: number; waits: number }[] = [];
    const backend: QueueParts['backend'] = {
      ...parts.backend,
      // The third run is as if there had been a day of them, and the last attempt.
      startWorker: (queue, process, options) =>
        parts.backend.startWorker(
          queue,
          (job) => {
            runs.push({ attempt: job.attempt, waits: job.waits });
            return process(runs.length < 3 ? job : { ...job, waits: 300, attempt: job.attempts });
          },
          options,
        ),
    };
    workers.push(
      await startJobWorker<'indexDocument'>(
        { ...parts, backend },
        {
          job: 'indexDocument',
          role: 'prism_tasks',
          concurrency: 1,
          handle: () => Promise.reject(new Error('away')),
          isTemporary: (error) => error instanceof Error && error.message === 'away',
          async exhausted(run) {
            await writeEffect(run);
          },
        },
      ),
    );
    relay = startRelay(parts);
    const tenant = newTenant(parts);
    await tenant.transact((tx) => tx.enqueue({ name: 'indexDocument', payload: { documentId: newId(), version: 1 } }));
    await until(async () => (await effectsOf(tenant.organizationId)) === 1);
    expect(runs).toEqual([0, 1, 2].map((waits) => ({ attempt: 1, waits })));
    expect(await rowsOf(tenant.organizationId)).toEqual([]);
  });

  it('without exhausted keeps the row with the reason, and runs it no more', async () => {
    let runs = 0;
    workers.push(
      await startJobWorker<'indexDocument'>(withTwoAttempts(), {
        job: 'indexDocument',
        role: 'prism_tasks',
        concurrency: 1,
        handle() {
          runs += 1;
          return Promise.reject(new TypeError('on purpose'));
        },
      }),
    );
    relay = startRelay(parts, { pollMs: 100 });
    const tenant = newTenant(parts);
    await tenant.transact((tx) => tx.enqueue({ name: 'indexDocument', payload: { documentId: newId(), version: 1 } }));
    await until(async () => (await rowsOf(tenant.organizationId))[0]?.failed_at instanceof Date);
    await sleep(500);
    expect(runs).toBe(2);
    expect((await rowsOf(tenant.organizationId))[0]?.error).toBe('TypeError: on purpose');
  });
});
