import { jobDefinitions, type JobName } from '@prism/contracts/jobs';
import type { Logger } from '@prism/telemetry/logger';
import { messageOf } from '@prism/telemetry/messageOf';
import { warnRarely } from '@prism/telemetry/warnRarely';
import {
  DelayedError,
  type BulkJobOptions,
  type Job,
  type JobType,
  type QueueOptions,
  type WorkerOptions,
} from 'bullmq';

import {
  PostponedError,
  type JobAttempt,
  type JobData,
  type QueueBackend,
  type QueuedJob,
  type QueueWorker,
  type QueueWorkerOptions,
} from './backend.ts';
import { retryDelay } from './retryDelay.ts';

/** The little of BullMQ's Queue that is used, in a type that does not depend on where it keeps its jobs. */
export type BullQueue = {
  addBulk(jobs: { name: string; data: JobData; opts?: BulkJobOptions }[]): Promise<unknown>;
  getJobCounts(...types: JobType[]): Promise<Record<string, number>>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
};

/** Likewise of its Worker. */
export type BullWorker = {
  waitUntilReady(): Promise<unknown>;
  pause(doNotWaitActive: boolean): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: Job<JobData> | undefined, error: Error) => void): unknown;
  close(force: boolean): Promise<void>;
  disconnect(): Promise<void>;
};

/** What the two backends make differently: BullMQ's queues and workers, and the connections below them. */
export type Bull = {
  createQueue(name: string, options: Omit<QueueOptions, 'connection'>): BullQueue;
  createWorker(
    name: string,
    process: (job: Job<JobData>, token?: string) => Promise<void>,
    options: Omit<WorkerOptions, 'connection'>,
  ): BullWorker;
  close(): Promise<void>;
};

// A worker that died is noticed when its lock has run out and two checks in a row have seen the job: within 12 s.
const lockDuration = 6_000;
const stalledInterval = 3_000;
/** How many workers may die in the middle of one job before it counts as what kills them. */
const maxStalledCount = 5;
const defaultDrain = 10_000;
const closingLimit = 2_000;

/** The contract of `QueueBackend` on BullMQ, over whatever `bull` keeps its jobs in. */
export function createBullBackend(bull: Bull, log: Logger): QueueBackend {
  const queues = new Map<JobName, BullQueue>();
  const queueOf = (name: JobName) => {
    const known = queues.get(name);
    if (known) return known;
    // The outbox is the record of what was asked; the event stream is only for looking at a queue.
    const queue = bull.createQueue(name, { streams: { events: { maxLen: 100 } } });
    queue.on('error', warning(log));
    queues.set(name, queue);
    return queue;
  };
  const close = async () => {
    await Promise.all([...queues.values()].map((queue) => queue.close()));
    await bull.close();
  };
  let closing: Promise<void> | undefined;
  return {
    async addJobs(name, jobs) {
      if (jobs.length === 0) return;
      const options = jobOptions(name);
      await queueOf(name).addBulk(jobs.map(({ id, data }) => ({ name, data, opts: { ...options, jobId: id } })));
    },
    startWorker: (name, process, options) => startBullWorker(bull, { name, process, options, log }),
    async counts(name) {
      const counts = await queueOf(name).getJobCounts('waiting', 'prioritized', 'delayed', 'active');
      return {
        waiting: (counts['waiting'] ?? 0) + (counts['prioritized'] ?? 0),
        delayed: counts['delayed'] ?? 0,
        active: counts['active'] ?? 0,
      };
    },
    close: () => (closing ??= close()),
  };
}

// Nothing finished is kept: a kept job would refuse its id when the reconciler adds it again.
function jobOptions(name: JobName): BulkJobOptions {
  const { attempts, backoffMs } = jobDefinitions[name];
  return { attempts, backoff: { type: 'prism', delay: backoffMs }, removeOnComplete: true, removeOnFail: true };
}

type Start = {
  name: JobName;
  process: (job: JobAttempt) => Promise<void>;
  options: QueueWorkerOptions;
  log: Logger;
};

/** Tells of a connection that failed, of each queue the same, or a job that another worker took over because its lock could not be renewed. */
const warning = (log: Logger) => (error: Error) => {
  warnRarely(log, `The queues had a fault: ${messageOf(error)}`);
};

async function startBullWorker(bull: Bull, { name, process, options, log }: Start): Promise<QueueWorker> {
  const running = new Set<Promise<void>>();
  const run = async (job: Job<JobData>, token?: string) => {
    const attempt = process(jobAttempt(job)).catch((error: unknown) => postpone(job, token, error));
    running.add(attempt);
    await attempt.finally(() => running.delete(attempt));
  };
  const worker = bull.createWorker(name, run, {
    concurrency: options.concurrency,
    lockDuration,
    stalledInterval,
    maxStalledCount,
    runRetryDelay: 1_000,
    settings: {
      backoffStrategy: (attemptsMade, _type, error) => retryDelay(attemptsMade, jobDefinitions[name].backoffMs, error),
    },
  });
  worker.on('error', warning(log));
  worker.on('failed', (job, error) => {
    if (!job || error.name !== 'UnrecoverableError') return;
    options.onAbandoned?.(queuedJob(job), error).catch((failure: unknown) => {
      log.error({ err: failure, queue: name, jobId: job.id }, 'an abandoned job could not be marked');
    });
  });
  await worker.waitUntilReady();
  return { close: (drainMs = defaultDrain) => drain(worker, running, drainMs) };
}

function jobAttempt(job: Job<JobData>): JobAttempt {
  const { attemptsMade, attemptsStarted, opts } = job;
  const waits = Math.max(attemptsStarted - attemptsMade - 1, 0);
  return { ...queuedJob(job), attempt: attemptsMade + 1, attempts: opts.attempts ?? 1, waits };
}

/** Throws what BullMQ is to do about an error. */
async function postpone(job: Job<JobData>, token: string | undefined, error: unknown): Promise<never> {
  if (!(error instanceof PostponedError)) throw error;
  await job.moveToDelayed(Date.now() + error.delayMs, token);
  throw new DelayedError();
}

function queuedJob(job: Job<JobData>): QueuedJob {
  return { id: job.id ?? '', data: job.data };
}

async function drain(worker: BullWorker, running: ReadonlySet<Promise<void>>, drainMs: number): Promise<void> {
  await worker.pause(true);
  const drained = await settledWithin([...running], drainMs);
  // Forced, a running job is let go: its lock runs out and another worker does it again.
  const closed = await settledWithin([worker.close(!drained)], closingLimit);
  // While Redis is away BullMQ waits for it, also to say goodbye.
  if (!closed) await settledWithin([worker.disconnect()], closingLimit);
}

async function settledWithin(work: readonly Promise<void>[], ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  const settled = await Promise.race([Promise.allSettled(work).then(() => true), late]);
  clearTimeout(timer);
  return settled;
}
