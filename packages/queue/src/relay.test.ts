import { setTimeout as sleep } from 'node:timers/promises';

import { withTransaction } from '@prism/db/transaction';
import { createTestDatabase, type TestDatabase } from '@prism/testkit/testDatabase';
import { until } from '@prism/testkit/until';
import { Redis } from 'ioredis';

import {
  asAdmin,
  createEffectTable,
  newAddress,
  newTenant,
  openQueue,
  queueKinds,
  taskCreated,
  type QueueAddress,
} from './testing/queueUnderTest.ts';
import type { QueueBackend } from './backend.ts';
import { startReconciler } from './reconciler.ts';
import { claimWaiting } from './relay.sql.ts';
import { relayScope, startRelay, type QueueParts } from './relay.ts';
import { startJobWorker } from './worker.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await createEffectTable(database.url);
});
afterAll(async () => {
  await database.drop();
});

describe.each(queueKinds())('relay and reconciler on %s', (kind) => {
  let address: QueueAddress;
  let parts: QueueParts & { close(): Promise<void> };
  let closers: (() => Promise<void>)[];

  beforeEach(async () => {
    await asAdmin(database.url, 'DELETE FROM outbox.message');
    address = newAddress(kind, database.url);
    parts = await openQueue(address);
    closers = [];
  });
  afterEach(async () => {
    for (const close of closers.reverse()) await close();
    await parts.close();
  });

  const keep = <T extends { close(): Promise<void> }>(opened: T): T => {
    closers.push(() => opened.close());
    return opened;
  };

  /** Runs jobs; each run, also one too many, leaves its id in the returned list. */
  async function work(own: QueueParts = parts): Promise<string[]> {
    const runs: string[] = [];
    const worker = await startJobWorker<'recordMetric'>(own, {
      job: 'recordMetric',
      role: 'prism_tasks',
      concurrency: 4,
      async handle(run) {
        runs.push(run.id);
        await run.db.transact((tx) => run.done(tx));
      },
    });
    keep(worker);
    return runs;
  }

  async function emit(count: number): Promise<void> {
    await newTenant(parts).transact((tx) => tx.emit(...Array.from({ length: count }, taskCreated)));
  }

  async function openRows(): Promise<number> {
    const [row] = await asAdmin<{ n: number }>(database.url, 'SELECT count(*)::int AS n FROM outbox.message');
    return row?.n ?? -1;
  }

  /** What a relay leaves behind that dies between marking and adding. */
  async function claimAndDie(count: number): Promise<void> {
    await emit(count);
    const claimed = await withTransaction(parts.pool, relayScope, (db) => claimWaiting(db, count));
    expect(claimed).toHaveLength(count);
  }

  async function loseQueue(): Promise<void> {
    if (kind === 'postgres') {
      await asAdmin(database.url, 'DELETE FROM bullmq.job');
      return;
    }
    const redis = new Redis(process.env['TEST_REDIS_URL'] ?? '');
    const keys = await redis.keys(`${address.prefix}:*`);
    if (keys.length > 0) await redis.del(...keys);
    await redis.quit();
  }

  it('starts a job because of the commit, not of the next look', async () => {
    const runs = await work();
    // The next look is after the end of the test; how fast a wake-up is, the benchmarks say.
    keep(startRelay(parts, { pollMs: 600_000 }));
    // Of the same channel: when this one hears, the relay does.
    await parts.topics.subscribe('outbox.written', '*', () => undefined);
    for (let round = 1; round <= 10; round += 1) {
      await emit(1);
      await until(() => runs.length === round);
    }
  });

  it('finds rows that nobody told of', async () => {
    const runs = await work();
    keep(startRelay(parts, { pollMs: 100 }));
    await sleep(150);
    const silent = { ...parts.topics, publish: () => Promise.resolve() };
    await newTenant({ ...parts, topics: silent }).transact((tx) => tx.emit(taskCreated()));
    await until(() => runs.length === 1);
  });

  it('hands each row over once, however many relays run', async () => {
    const runs = await work();
    for (let relay = 0; relay < 3; relay += 1) keep(startRelay(parts, { pollMs: 50, batch: 7 }));
    await Promise.all(Array.from({ length: 8 }, () => emit(25)));
    await until(async () => (await openRows()) === 0);
    expect(runs).toHaveLength(200);
    expect(new Set(runs).size).toBe(200);
  });

  it('gives rows back that the queue did not take, and hands them over later', async () => {
    let refusals = 0;
    const refusing: QueueBackend = {
      ...parts.backend,
      addJobs() {
        refusals += 1;
        return Promise.reject(new Error('away'));
      },
    };
    const warn = import.meta.jest.spyOn(parts.log, 'warn');
    const runs = await work();
    const relay = startRelay({ ...parts, backend: refusing }, { pollMs: 50 });
    await emit(3);
    await until(() => refusals > 2);
    await relay.close();
    // Once in a while for all relays of the process.
    expect(warn.mock.calls.length).toBeLessThanOrEqual(1);
    const waiting = 'SELECT 1 FROM outbox.message WHERE enqueued_at IS NULL';
    expect(await asAdmin(database.url, waiting)).toHaveLength(3);
    keep(startRelay(parts));
    await until(() => runs.length === 3);
  });

  it('does at the next start what a relay had marked and not added', async () => {
    await claimAndDie(20);
    const runs = await work();
    keep(startRelay(parts, { pollMs: 50 }));
    await sleep(300);
    expect(runs).toEqual([]);
    keep(startReconciler(parts));
    await until(async () => (await openRows()) === 0);
    expect(new Set(runs).size).toBe(20);
  });

  it('does without a restart what another relay had marked and not added', async () => {
    const runs = await work();
    keep(startReconciler(parts, { afterMs: 500, intervalMs: 100 }));
    await sleep(200);
    await claimAndDie(20);
    await until(async () => (await openRows()) === 0);
    expect(new Set(runs).size).toBe(20);
  });

  it('makes a queue again that lost everything', async () => {
    keep(startRelay(parts, { pollMs: 50 }));
    await emit(30);
    await until(async () => (await parts.backend.counts('recordMetric')).waiting === 30);
    await loseQueue();
    expect((await parts.backend.counts('recordMetric')).waiting).toBe(0);
    const runs = await work();
    keep(startReconciler(parts, { afterMs: 500, intervalMs: 100 }));
    await until(async () => (await openRows()) === 0);
    expect(new Set(runs).size).toBe(30);
  });

  it('runs a job once that takes longer than a row may be with the queue', async () => {
    let runs = 0;
    const gate = Promise.withResolvers<undefined>();
    const worker = await startJobWorker<'recordMetric'>(parts, {
      job: 'recordMetric',
      role: 'prism_tasks',
      concurrency: 4,
      handle() {
        runs += 1;
        return gate.promise;
      },
    });
    keep(worker);
    keep(startRelay(parts));
    const reconciler = keep(startReconciler(parts, { afterMs: 100, intervalMs: 100 }));
    await emit(1);
    await until(() => runs === 1);
    await sleep(500);
    // Even when asked to add it again, which the counts alone would not.
    await reconciler.reconcile(0);
    // Whoever looks just while a job ends may add it once more.
    await reconciler.close();
    gate.resolve(undefined);
    await until(async () => (await openRows()) === 0);
    await sleep(300);
    expect(runs).toBe(1);
  });
});
