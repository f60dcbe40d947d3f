import { jobDefinitions, type JobName, type JobPayload } from '@prism/contracts/jobs';
import type { DatabaseRole } from '@prism/db/roles';
import { withTransaction, type Queryable } from '@prism/db/transaction';
import { PrismError } from '@prism/errors/errors';
import type { Logger } from '@prism/telemetry/logger';
import { counter, histogram } from '@prism/telemetry/metrics';
import { inSpan, traceFrom } from '@prism/telemetry/tracing';

import { PostponedError, type JobAttempt, type QueuedJob, type QueueWorker } from './backend.ts';
import { deleteMessage } from './outbox.sql.ts';
import { markFailed } from './relay.sql.ts';
import { relayScope, type QueueParts } from './relay.ts';
import { retryDelay } from './retryDelay.ts';
import { createTenantDb, type TenantDb } from './tenantDb.ts';

/** One run of a job, as its handler sees it. */
export type JobRun<N extends JobName> = {
  /** The outbox row's id: the same in every attempt. */
  readonly id: string;
  readonly organizationId: string;
  readonly payload: JobPayload<N>;
  /** From 1. */
  readonly attempt: number;
  /** Carries organizationId, job and job id. */
  readonly log: Logger;
  /** Bound to the job's organization under the worker's role, without a user. */
  readonly db: TenantDb;
  /**
   * Call inside the transaction of the effect, before or after writing it: deletes the job's outbox row there. False means
   * that another run has had its effect: write nothing then. Waits for a transaction that is just doing the same.
   */
  done(tx: Queryable): Promise<boolean>;
};

/**
 * A job and who does it. Each lives in a folder of `workers/`, made by a function that takes what the handler needs:
 * `export function indexDocument(deps: { … }): JobWorker<'indexDocument'>`.
 */
export type JobWorker<N extends JobName> = {
  readonly job: N;
  /** The subgraph's role that the handler's transactions run under. */
  readonly role: DatabaseRole;
  /** Runs at once in one process. */
  readonly concurrency: number;
  /**
   * May run more than once. What it throws is tried again, not before a PrismError's `retryAfter`. Returning without having
   * called `done` counts as done: the row is deleted then.
   */
  handle(run: JobRun<N>): Promise<void>;
  /**
   * Whether what `handle` threw is an outside that is away and comes back by itself. The job then waits, by and by longer, up to
   * about a day, before such an error counts as an attempt.
   */
  isTemporary?(error: unknown): boolean;
  /**
   * Called after the last attempt failed, with the last error, instead of a further attempt. It also calls `done` in the
   * transaction of its effect (say, marking a document FAILED). Without it, or when the payload is not valid, the row stays,
   * with `failed_at` and `error`.
   */
  exhausted?(run: JobRun<N>, error: unknown): Promise<void>;
};

/** About a day at the longest delay, which is five minutes of which up to half is taken off, and with what the tries take. */
const maxWaits = 300;

const runs = counter({
  name: 'prism_job_runs_total',
  help: 'Runs of jobs: done, retried (failed, to be tried again), postponed (an outside is away) or exhausted (failed for the last time).',
  labelNames: ['job', 'outcome'],
});
const duration = histogram({
  name: 'prism_job_duration_seconds',
  help: 'How long a run of a job took.',
  labelNames: ['job'],
});

/** Does a job's work in this process. Resolves once it waits for jobs; close it before the parts it was given. */
export async function startJobWorker<N extends JobName>(parts: QueueParts, worker: JobWorker<N>): Promise<QueueWorker> {
  return parts.backend.startWorker(worker.job, (attempt) => runTraced(parts, worker, attempt), {
    concurrency: worker.concurrency,
    onAbandoned: async (job, error) => {
      await giveUp(parts, worker, { ...job, attempt: jobDefinitions[worker.job].attempts }, error);
    },
  });
}

/** A run, and whether its handler has settled the outbox row itself. */
type Prepared<N extends JobName> = { run: JobRun<N>; settled: () => boolean };

type Numbered = QueuedJob & { attempt: number };

function prepare<N extends JobName>(parts: QueueParts, worker: JobWorker<N>, job: Numbered): Prepared<N> {
  const { id, data, attempt } = job;
  const { organizationId } = data;
  let asked = false;
  const run: JobRun<N> = {
    id,
    organizationId,
    // Checked when the row was written; checked again only where the contract may have changed since.
    payload: data.payload as JobPayload<N>,
    attempt,
    log: parts.log.child({ organizationId, job: worker.job, jobId: id, attempt }),
    db: createTenantDb(parts, { role: worker.role, organizationId, system: true }),
    done(tx) {
      asked = true;
      return deleteMessage(tx, organizationId, id);
    },
  };
  return { run, settled: () => asked };
}

async function runTraced<N extends JobName>(
  parts: QueueParts,
  worker: JobWorker<N>,
  attempt: JobAttempt,
): Promise<void> {
  const { organizationId, trace } = attempt.data;
  const attributes = {
    'prism.job_id': attempt.id,
    'prism.organization_id': organizationId,
    'prism.attempt': attempt.attempt,
  };
  const stop = duration.startTimer({ job: worker.job });
  await inSpan(`job ${worker.job}`, { attributes, parent: traceFrom(trace) }, () =>
    runAttempt(parts, worker, attempt).finally(stop),
  );
}

async function runAttempt<N extends JobName>(
  parts: QueueParts,
  worker: JobWorker<N>,
  attempt: JobAttempt,
): Promise<void> {
  const prepared = prepare(parts, worker, attempt);
  const { run } = prepared;
  try {
    const payload = jobDefinitions[worker.job].payload.safeParse(run.payload);
    if (!payload.success) {
      await giveUp(parts, worker, attempt, payload.error);
      return;
    }
    await worker.handle(run);
    await settle(prepared);
    runs.inc({ job: worker.job, outcome: 'done' });
    run.log.debug('job done');
  } catch (error) {
    if (worker.isTemporary?.(error) && attempt.waits < maxWaits) {
      runs.inc({ job: worker.job, outcome: 'postponed' });
      run.log.warn({ err: error, waits: attempt.waits }, 'job waits for what it needs');
      throw new PostponedError(retryDelay(attempt.waits + 1, jobDefinitions[worker.job].backoffMs, error), error);
    }
    if (attempt.attempt >= attempt.attempts) {
      await giveUp(parts, worker, attempt, error);
      return;
    }
    runs.inc({ job: worker.job, outcome: 'retried' });
    run.log.warn({ err: error, attempts: attempt.attempts }, 'job failed, to be tried again');
    throw error;
  }
}

/** Deletes the row of a job whose handler had nothing to write. */
async function settle<N extends JobName>({ run, settled }: Prepared<N>): Promise<void> {
  if (settled()) return;
  await run.db.transact((tx) => run.done(tx));
}

/**
 * Ends a job that will not be tried again. Throwing here leaves the row where it is, so that the reconciler starts the job
 * over: better all attempts once more than a failure that nobody hears of.
 */
async function giveUp<N extends JobName>(
  parts: QueueParts,
  worker: JobWorker<N>,
  job: Numbered,
  error: unknown,
): Promise<void> {
  const prepared = prepare(parts, worker, job);
  const { run } = prepared;
  runs.inc({ job: worker.job, outcome: 'exhausted' });
  // A PrismError is what the world did, in words that a person is shown; anything else is a fault of ours.
  const level = worker.exhausted && error instanceof PrismError ? 'warn' : 'error';
  run.log[level]({ err: error }, 'job failed for the last time');
  // `exhausted` relies on the payload as much as `handle` does: it is not given one that is not valid.
  if (worker.exhausted && isValid(worker.job, run.payload)) {
    await worker.exhausted(run, error);
    await settle(prepared);
    return;
  }
  const { id, organizationId } = run;
  await withTransaction(parts.pool, relayScope, (db) => markFailed(db, { organizationId, id, error: reasonOf(error) }));
}

function isValid(job: JobName, payload: unknown): boolean {
  return jobDefinitions[job].payload.safeParse(payload).success;
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replaceAll('\0', '').slice(0, 2_000);
}
