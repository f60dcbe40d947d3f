import type { JobName } from '@prism/contracts/jobs';

import type { QueueBackend } from './backend.ts';
import type { ClaimedMessage } from './relay.sql.ts';

/** Adds claimed rows to their queues. Returns those that a queue did not take, and the first reason. */
export async function handOver(
  backend: QueueBackend,
  messages: readonly ClaimedMessage[],
): Promise<{ refused: ClaimedMessage[]; error: unknown }> {
  const byJob = Map.groupBy(messages, (message) => message.job);
  const results = await Promise.allSettled([...byJob].map(([job, rows]) => addRows(backend, job, rows)));
  const groups = [...byJob.values()];
  const refused = results.flatMap((result, index) => (result.status === 'rejected' ? (groups[index] ?? []) : []));
  const failure = results.find((result) => result.status === 'rejected');
  return { refused, error: failure?.reason };
}

async function addRows(backend: QueueBackend, job: JobName, rows: readonly ClaimedMessage[]): Promise<void> {
  await backend.addJobs(
    job,
    rows.map(({ id, organization_id: organizationId, payload, trace }) => ({
      id,
      data: { organizationId, payload, trace },
    })),
  );
}
