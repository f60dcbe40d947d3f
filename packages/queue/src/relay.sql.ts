import { jobDefinitions, type JobName } from '@prism/contracts/jobs';
import type { Queryable } from '@prism/db/transaction';
import type { TraceCarrier } from '@prism/telemetry/tracing';

/** A row of the outbox on its way to the queue. */
export type ClaimedMessage = {
  id: string;
  organization_id: string;
  job: JobName;
  payload: unknown;
  trace: TraceCarrier;
};

/** How many rows of a job are with the queue, wait for the relay, and have failed; `oldest` in seconds, of the waiting. */
export type OutboxState = { job: string; enqueued: number; waiting: number; failed: number; oldest: number };

// Rows of jobs that this version does not know are left for one that does.
const knownJobs = Object.keys(jobDefinitions);

const handOver = (candidates: string) => `
  UPDATE outbox.message m SET enqueued_at = now()
  FROM (${candidates} FOR UPDATE SKIP LOCKED) c
  WHERE m.organization_id = c.organization_id AND m.id = c.id
  RETURNING m.id, m.organization_id, m.job, m.payload, m.trace`;

/** Marks the oldest rows that no relay has taken as handed over, and returns them; other relays pass over them. */
export async function claimWaiting(db: Queryable, limit: number): Promise<ClaimedMessage[]> {
  const { rows } = await db.query<ClaimedMessage>(
    handOver(`
      SELECT organization_id, id FROM outbox.message
      WHERE enqueued_at IS NULL AND failed_at IS NULL AND job = ANY($1)
      ORDER BY id LIMIT $2`),
    [knownJobs, limit],
  );
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Takes rows of `jobs` again that were handed over before `olderThanMs` milliseconds ago and are still there. */
export async function claimOverdue(
  db: Queryable,
  { jobs, olderThanMs, limit }: { jobs: readonly JobName[]; olderThanMs: number; limit: number },
): Promise<ClaimedMessage[]> {
  const { rows } = await db.query<ClaimedMessage>(
    handOver(`
      SELECT organization_id, id FROM outbox.message
      WHERE enqueued_at < now() - $2 * interval '1 millisecond' AND failed_at IS NULL AND job = ANY($1)
      ORDER BY enqueued_at LIMIT $3`),
    [jobs, olderThanMs, limit],
  );
  return rows;
}

/** Gives rows back that the queue did not take. */
export async function releaseMessages(db: Queryable, messages: readonly ClaimedMessage[]): Promise<void> {
  await db.query(
    `UPDATE outbox.message SET enqueued_at = NULL
     WHERE (organization_id, id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))`,
    [messages.map((message) => message.organization_id), messages.map((message) => message.id)],
  );
}

/** Takes a row out of circulation, with the reason. False when it is gone, or failed already. */
export async function markFailed(
  db: Queryable,
  { organizationId, id, error }: { organizationId: string; id: string; error: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE outbox.message SET failed_at = now(), error = $3
     WHERE organization_id = $1 AND id = $2 AND failed_at IS NULL`,
    [organizationId, id, error],
  );
  return rowCount > 0;
}

/** The state of the outbox by job; jobs without rows are absent. */
export async function outboxState(db: Queryable): Promise<OutboxState[]> {
  const { rows } = await db.query<OutboxState>(
    `SELECT job,
       (count(*) FILTER (WHERE enqueued_at IS NOT NULL AND failed_at IS NULL))::int AS enqueued,
       (count(*) FILTER (WHERE enqueued_at IS NULL AND failed_at IS NULL))::int AS waiting,
       (count(*) FILTER (WHERE failed_at IS NOT NULL))::int AS failed,
       coalesce(extract(epoch FROM now() - min(created_at)
         FILTER (WHERE enqueued_at IS NULL AND failed_at IS NULL)), 0)::float8 AS oldest
     FROM outbox.message GROUP BY job`,
  );
  return rows;
}
