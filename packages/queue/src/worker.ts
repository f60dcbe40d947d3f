import type { JobName, JobPayload } from '@prism/contracts/jobs';
import type { DatabaseRole } from '@prism/db/roles';
import type { Queryable } from '@prism/db/transaction';
import type { Logger } from '@prism/telemetry/logger';

import type { TenantDb } from './tenantDb.ts';

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

/** Does a job. May run more than once; what it throws is tried again (a PrismError's `retryAfter` is kept to). */
export type JobHandler<N extends JobName> = (run: JobRun<N>) => Promise<void>;

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
  /** Returning without having called `done` counts as done: the row is deleted then. */
  handle(run: JobRun<N>): Promise<void>;
  /**
   * Called after the last attempt failed, with the last error, instead of a further attempt. It also calls `done` in the
   * transaction of its effect (say, marking a document FAILED). Without it the row stays, with `failed_at` and `error`.
   */
  exhausted?(run: JobRun<N>, error: unknown): Promise<void>;
};
