import type { JobName } from '@prism/contracts/jobs';
import type { TraceCarrier } from '@prism/telemetry/tracing';

/** What travels through the queue: the outbox row without its marks. */
export type JobData = { organizationId: string; payload: unknown; trace: TraceCarrier };

/** A job to be added; `id` is the outbox row's id. */
export type QueuedJob = { id: string; data: JobData };

/**
 * One run of a job. `attempt` counts from 1; `attempts` is how many there will be at most; `waits` is how many runs before this
 * one used up no attempt.
 */
export type JobAttempt = QueuedJob & { attempt: number; attempts: number; waits: number };

/** What a run throws to be run again after `delayMs`, without using up an attempt. */
export class PostponedError extends Error {
  override readonly name = 'PostponedError';
  readonly delayMs: number;

  constructor(delayMs: number, cause: unknown) {
    super('The job is postponed.', { cause });
    this.delayMs = delayMs;
  }
}

/** How many jobs of a queue wait, wait for a later time, and run. */
export type QueueCounts = { waiting: number; delayed: number; active: number };

/** How a queue's worker runs. */
export type QueueWorkerOptions = {
  /** Jobs that this process runs at once. */
  concurrency: number;
  /** Called for a job that was given up without running again, because its worker died too often in the middle of it. */
  onAbandoned?: (job: QueuedJob, error: Error) => Promise<void>;
};

/** A running worker. */
export type QueueWorker = {
  /** Takes no more jobs, waits for the running ones up to `drainMs` (default 10 s), and lets go of what still runs. */
  close(drainMs?: number): Promise<void>;
};

/**
 * The queues, one for each job name. A hint store, not the truth: the truth is the outbox, from which everything here can be
 * made again. Both implementations keep this contract (`testing/queueBackend.contract.ts`).
 */
export type QueueBackend = {
  /**
   * Adds jobs in one go. A job whose id is already waiting, delayed or running is left as it is; an id that completed, failed
   * or was lost is added anew. Rejects when the store does not answer, having added all, some or none.
   */
  addJobs(queue: JobName, jobs: readonly QueuedJob[]): Promise<void>;
  /**
   * Runs `process` for each job, each id once at a time in all processes. A rejection is tried again as the job's definition
   * says, later if the error carries a `retryAfter` in seconds; a PostponedError as itself says. A job whose worker died runs again
   * within 15 s.
   * Resolves once the worker waits for jobs.
   */
  startWorker(
    queue: JobName,
    process: (job: JobAttempt) => Promise<void>,
    options: QueueWorkerOptions,
  ): Promise<QueueWorker>;
  /** Rejects when the store does not answer. */
  counts(queue: JobName): Promise<QueueCounts>;
  /** Closes queues and connections, once however often it is called. Close the workers first. */
  close(): Promise<void>;
};
