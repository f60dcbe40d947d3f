import { jobDefinitions, type JobName } from '@prism/contracts/jobs';
import { withTransaction } from '@prism/db/transaction';
import { counter, gauge } from '@prism/telemetry/metrics';

import { handOver } from './handOver.ts';
import { claimOverdue, outboxState, type OutboxState } from './relay.sql.ts';
import { relayScope, type QueueParts } from './relay.ts';

/**
 * `afterMs` (default 30,000): how long a row may have been with the queue before it is looked after. `intervalMs` (default a
 * third of that): how often to look.
 */
export type ReconcilerOptions = { afterMs?: number; intervalMs?: number };

/** A running reconciler. */
export type Reconciler = {
  /** Looks once, for rows handed over at least `afterMs` ago (default as configured), and resolves to how many it added. */
  reconcile(afterMs?: number): Promise<number>;
  close(): Promise<void>;
};

const batch = 500;
/** A queue that holds enough jobs is taken to be only slow, but not for longer than so many times `afterMs`. */
const patience = 10;

const reconciled = counter({
  name: 'prism_outbox_reconciled_total',
  help: 'Outbox rows handed to the queue again.',
  labelNames: ['job'],
});
const rows = gauge({ name: 'prism_outbox_rows', help: 'Rows in the outbox.', labelNames: ['job', 'state'] });
const lag = gauge({
  name: 'prism_outbox_lag_seconds',
  help: 'Age of the oldest outbox row that waits for the relay.',
  labelNames: ['job'],
});

/**
 * Hands rows to the queue again whose jobs were lost: Redis lost its data, or a relay died between marking and adding. Adding
 * a job that still exists does nothing, so a job that waits or runs for longer is safe. Any number may run at once.
 * Looks at once for whatever was handed over before the start, whatever its age.
 */
export function startReconciler(parts: QueueParts, options: ReconcilerOptions = {}): Reconciler {
  const { afterMs: configuredMs = 30_000 } = options;
  let closed = false;
  let running: Promise<unknown> = Promise.resolve();
  const reconcile = (afterMs = configuredMs): Promise<number> => {
    const run = running.then(() => (closed ? 0 : reconcileOnce(parts, { afterMs, isClosed: () => closed })));
    running = run.catch(() => undefined);
    return run;
  };
  const look = (afterMs?: number) => {
    reconcile(afterMs).catch((error: unknown) => {
      parts.log.warn({ err: error }, 'the outbox could not be reconciled; it is tried again');
    });
  };
  const timer = setInterval(look, options.intervalMs ?? Math.max(configuredMs / 3, 100));
  look(0);
  return {
    reconcile,
    async close() {
      closed = true;
      clearInterval(timer);
      await running;
    },
  };
}

type Round = { afterMs: number; isClosed: () => boolean };

async function reconcileOnce(parts: QueueParts, round: Round): Promise<number> {
  // The queue is counted first: a row that is handed over in between then counts as lost, and is only added once more.
  const held = await countHeld(parts);
  const state = await withTransaction(parts.pool, relayScope, outboxState);
  showState(state);
  const suspects = state.filter(({ enqueued }) => enqueued > 0);
  const jobs = knownJobs.filter((job) => suspects.some((suspect) => suspect.job === job));
  const missing = jobs.filter((job) => suspects.some((suspect) => suspect.job === job && suspect.enqueued > held[job]));
  const slow = jobs.filter((job) => !missing.includes(job));
  const added = await addOverdue(parts, missing, round);
  const patient = { ...round, afterMs: Math.max(round.afterMs, 1_000) * patience };
  return added + (await addOverdue(parts, slow, patient));
}

const knownJobs = Object.keys(jobDefinitions) as JobName[];

async function countHeld({ backend }: QueueParts): Promise<Record<JobName, number>> {
  const counts = await Promise.all(
    knownJobs.map(async (job) => {
      const { waiting, delayed, active } = await backend.counts(job);
      return [job, waiting + delayed + active] as const;
    }),
  );
  return Object.fromEntries(counts) as Record<JobName, number>;
}

async function addOverdue(parts: QueueParts, jobs: readonly JobName[], { afterMs, isClosed }: Round): Promise<number> {
  if (jobs.length === 0) return 0;
  let added = 0;
  // Each round takes what was handed over before it began: what it hands over itself does not come up again.
  const began = Date.now();
  for (;;) {
    const olderThanMs = afterMs + (Date.now() - began);
    const overdue = await withTransaction(parts.pool, relayScope, (db) =>
      claimOverdue(db, { jobs, olderThanMs, limit: batch }),
    );
    const { refused, error } = await handOver(parts.backend, overdue);
    if (refused.length > 0) throw new Error('The queue takes no jobs.', { cause: error });
    for (const { job } of overdue) reconciled.inc({ job });
    added += overdue.length;
    if (overdue.length > 0) parts.log.info({ rows: overdue.length }, 'outbox rows were handed to the queue again');
    if (overdue.length < batch || isClosed()) return added;
  }
}

function showState(state: readonly OutboxState[]): void {
  rows.reset();
  lag.reset();
  for (const { job, enqueued, waiting, failed, oldest } of state) {
    rows.set({ job, state: 'enqueued' }, enqueued);
    rows.set({ job, state: 'waiting' }, waiting);
    rows.set({ job, state: 'failed' }, failed);
    lag.set({ job }, oldest);
  }
}
