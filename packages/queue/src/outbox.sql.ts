import { eventSchemas, type PrismEvent } from '@prism/contracts/events';
import { jobDefinitions, type PrismJob } from '@prism/contracts/jobs';
import { routes } from '@prism/contracts/routes';
import { newId } from '@prism/db/newId';
import type { Queryable } from '@prism/db/transaction';
import { currentTrace } from '@prism/telemetry/tracing';

/** The jobs that consume an event, each with the event as its payload. */
export function jobsOfEvent(event: PrismEvent): PrismJob[] {
  eventSchemas[event.name].parse(event.payload);
  // A consumer's schema is checked again when the row is written, so the pairing that the types cannot see is safe.
  return routes[event.name].map((name) => ({ name, payload: event }) as PrismJob);
}

/** Writes one row a job, in one statement, into the transaction of the change. */
export async function enqueueJobs(db: Queryable, organizationId: string, jobs: readonly PrismJob[]): Promise<void> {
  if (jobs.length === 0) return;
  const rows = jobs.map(({ name, payload }) => ({
    id: newId(),
    job: name,
    payload: jobDefinitions[name].payload.parse(payload),
  }));
  await db.query(
    `INSERT INTO outbox.message (organization_id, id, job, payload, trace)
     SELECT $1, r.id, r.job, r.payload, $3::jsonb
     FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, job text, payload jsonb)`,
    [organizationId, JSON.stringify(rows), JSON.stringify(currentTrace())],
  );
}

/** Marks a job as done by deleting its row; false when it was gone already, so that its effect must not be written. */
export async function deleteMessage(db: Queryable, organizationId: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM outbox.message WHERE organization_id = $1 AND id = $2', [
    organizationId,
    id,
  ]);
  return rowCount > 0;
}
