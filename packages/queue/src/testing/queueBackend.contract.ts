import { setTimeout as sleep } from 'node:timers/promises';

import type { JobName } from '@prism/contracts/jobs';
import { newId } from '@prism/db/newId';
import { rateLimited } from '@prism/errors/errors';
import { createTestDatabase, type TestDatabase } from '@prism/testkit/testDatabase';
import { until } from '@prism/testkit/until';

import { PostponedError, type JobAttempt, type QueueBackend, type QueuedJob, type QueueWorker } from '../backend.ts';
import { newAddress, openBackend, type QueueKind } from './queueUnderTest.ts';

const queue = 'indexDocument';

function newJob(): QueuedJob {
  return {
    id: newId(),
    data: { organizationId: newId(), payload: { text: 'ö "x" \\' }, trace: { traceparent: '00-1' } },
  };
}

/** What every `QueueBackend` keeps to. Call it at the top of a test file. */
export function testQueueBackend(kind: QueueKind): void {
  let database: TestDatabase;
  let backend: QueueBackend;
  let workers: QueueWorker[];

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database.drop();
  });
  beforeEach(async () => {
    backend = await openBackend(newAddress(kind, database.url));
    workers = [];
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.close()));
    await backend.close();
  });

  async function work(process: (job: JobAttempt) => Promise<void>, concurrency = 4): Promise<QueueWorker> {
    const worker = await backend.startWorker(queue, process, { concurrency });
    workers.push(worker);
    return worker;
  }

  it('runs each job once, with its data', async () => {
    const jobs = Array.from({ length: 50 }, newJob);
    const ran: JobAttempt[] = [];
    await work((job) => Promise.resolve(void ran.push(job)));
    await backend.addJobs(queue, jobs);
    await until(() => ran.length >= 50);
    await sleep(100);
    expect(ran).toHaveLength(50);
    const first = ran.find((job) => job.id === jobs[0]?.id);
    expect(first).toEqual({ ...jobs[0], attempt: 1, attempts: 5, waits: 0 });
  });

  it('shares jobs among workers', async () => {
    const ran: string[] = [];
    for (let worker = 0; worker < 3; worker += 1) {
      await work(async (job) => {
        ran.push(job.id);
        await sleep(2);
      }, 2);
    }
    await backend.addJobs(queue, Array.from({ length: 60 }, newJob));
    await until(() => ran.length >= 60);
    await sleep(100);
    expect(new Set(ran).size).toBe(60);
    expect(ran).toHaveLength(60);
  });

  it('leaves a waiting id as it is', async () => {
    const job = newJob();
    await backend.addJobs(queue, [job]);
    await backend.addJobs(queue, [job, job]);
    expect(await backend.counts(queue)).toEqual({ waiting: 1, delayed: 0, active: 0 });
    const ran: string[] = [];
    await work(({ id }) => Promise.resolve(void ran.push(id)));
    await until(() => ran.length === 1);
    await sleep(100);
    expect(ran).toEqual([job.id]);
  });

  it('adds an id anew that completed', async () => {
    const job = newJob();
    let runs = 0;
    await work(() => Promise.resolve(void (runs += 1)));
    for (let round = 1; round <= 3; round += 1) {
      await backend.addJobs(queue, [job]);
      await until(() => runs === round);
      await until(async () => (await backend.counts(queue)).active === 0);
    }
    expect(runs).toBe(3);
  });

  it('waits for running jobs when it closes', async () => {
    let ended = false;
    let running = false;
    const worker = await work(async () => {
      running = true;
      await sleep(400);
      ended = true;
    });
    await backend.addJobs(queue, [newJob()]);
    await until(() => running);
    await worker.close();
    expect(ended).toBe(true);
    expect(await backend.counts(queue)).toEqual({ waiting: 0, delayed: 0, active: 0 });
  });

  it('closes twice as well as once', async () => {
    const worker = await work(() => Promise.resolve());
    await Promise.all([worker.close(), worker.close()]);
    await Promise.all([backend.close(), backend.close()]);
    await worker.close();
    await backend.close();
  });

  // These take seconds, for locks and delays: all at once, each on a queue of its own.
  describe('in the course of time', () => {
    let open: QueueBackend;
    const started: QueueWorker[] = [];
    beforeAll(async () => {
      open = await openBackend(newAddress(kind, database.url));
    });
    afterAll(async () => {
      await Promise.all(started.map((worker) => worker.close()));
      await open.close();
    });

    const on = (name: JobName) => ({
      addJobs: (jobs: QueuedJob[]) => open.addJobs(name, jobs),
      counts: () => open.counts(name),
      work: async (process: (job: JobAttempt) => Promise<void>): Promise<QueueWorker> => {
        const worker = await open.startWorker(name, process, { concurrency: 4 });
        started.push(worker);
        return worker;
      },
    });

    it.concurrent('wakes an idle worker for a new job', async () => {
      const { work, addJobs } = on('crawlPage');
      const waits: number[] = [];
      let added = 0;
      await work(() => Promise.resolve(void waits.push(performance.now() - added)));
      for (let round = 1; round <= 5; round += 1) {
        await sleep(200);
        added = performance.now();
        await addJobs([newJob()]);
        await until(() => waits.length === round);
      }
      // Woken, and not by the next look, which is nearly five seconds away each time; how fast it is, the benchmarks say.
      expect(Math.min(...waits.slice(1))).toBeLessThan(4_000);
    });

    it.concurrent('does not run an id that is running, however long that takes', async () => {
      const { work, addJobs, counts } = on('fanOutNotification');
      const job = newJob();
      const gate = Promise.withResolvers<undefined>();
      let runs = 0;
      await work(() => {
        runs += 1;
        return gate.promise;
      });
      await addJobs([job]);
      await until(() => runs === 1);
      await addJobs([job]);
      // Longer than a lock lasts unless it is renewed, and than two looks for stalled jobs.
      await sleep(8_000);
      await addJobs([job]);
      await sleep(200);
      expect(runs).toBe(1);
      gate.resolve(undefined);
      await until(async () => (await counts()).active === 0);
      await sleep(100);
      expect(runs).toBe(1);
    });

    it.concurrent('tries again as often as the definition says, and adds the id anew after that', async () => {
      const { work, addJobs, counts } = on('indexDocument');
      const job = newJob();
      const attempts: number[] = [];
      await work(({ attempt }) => {
        attempts.push(attempt);
        return attempts.length <= 5 ? Promise.reject(new Error('on purpose')) : Promise.resolve();
      });
      await addJobs([job]);
      await until(() => attempts.length === 5);
      await until(async () => Object.values(await counts()).every((count) => count === 0));
      await addJobs([job]);
      await until(() => attempts.length === 6);
      expect(attempts).toEqual([1, 2, 3, 4, 5, 1]);
    });

    it.concurrent('waits at least as long as an error asks for', async () => {
      const { work, addJobs } = on('fanOutAudience');
      const runs: number[] = [];
      await work(() => {
        runs.push(performance.now());
        return runs.length === 1 ? Promise.reject(rateLimited(2)) : Promise.resolve();
      });
      await addJobs([newJob()]);
      await until(() => runs.length === 2);
      expect((runs[1] ?? 0) - (runs[0] ?? 0)).toBeGreaterThanOrEqual(1_950);
    });

    it.concurrent('runs a postponed job again after its delay, and counts no attempt', async () => {
      const { work, addJobs, counts } = on('forgetSubject');
      const runs: { attempt: number; waits: number; at: number }[] = [];
      await work(({ attempt, waits }) => {
        runs.push({ attempt, waits, at: performance.now() });
        if (runs.length <= 6) return Promise.reject(new PostponedError(runs.length === 1 ? 500 : 20, null));
        return runs.length === 7 ? Promise.reject(new Error('on purpose')) : Promise.resolve();
      });
      await addJobs([newJob()]);
      await until(() => runs.length === 8);
      await until(async () => Object.values(await counts()).every((count) => count === 0));
      expect(runs.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 1, 1, 1, 1, 2]);
      expect(runs.map(({ waits }) => waits)).toEqual([0, 1, 2, 3, 4, 5, 6, 6]);
      expect((runs[1]?.at ?? 0) - (runs[0]?.at ?? 0)).toBeGreaterThanOrEqual(450);
    });

    it.concurrent('lets go of a job that runs too long while it closes, and another worker does it', async () => {
      const { work, addJobs } = on('recordMetric');
      const gate = Promise.withResolvers<undefined>();
      const ran: number[] = [];
      const first = await work(() => {
        ran.push(1);
        return gate.promise;
      });
      await addJobs([newJob()]);
      await until(() => ran.length === 1);
      // It does not wait for the job, which has no end before the other worker has had it.
      await first.close(100);
      await work(() => Promise.resolve(void ran.push(2)));
      await until(() => ran.length === 2);
      expect(ran).toEqual([1, 2]);
      gate.resolve(undefined);
    });
  });
}
