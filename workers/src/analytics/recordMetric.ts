import { recordFact } from '@prism/analytics/domain';
import type { JobWorker } from '@prism/queue/worker';

/** Counts a domain event as the metric of its name. */
export function recordMetric(): JobWorker<'recordMetric'> {
  return {
    job: 'recordMetric',
    role: 'prism_analytics',
    concurrency: 4,
    async handle(run) {
      const { id, organizationId, payload, db } = run;
      await db.transact(async (tx) => {
        if (!(await run.done(tx))) return;
        await recordFact(tx, { organizationId, name: payload.name, at: timeOf(id), idempotencyKey: `job:${id}` });
      });
    },
  };
}

/** When the fact happened: its job's id was made in the same transaction, and a UUIDv7 begins with its milliseconds. */
function timeOf(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));
}
