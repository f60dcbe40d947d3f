import type { JobPayload } from '@prism/contracts/jobs';
import type { Pool } from '@prism/db/pool';
import { composeNotice, deliverNotice, forgetDocumentNotices, type Subject } from '@prism/notifications/domain';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { JobRun } from '@prism/queue/worker';

import { ownersOf } from './owners.ts';
import { planOf } from './planners.ts';

/** What one job does of a fan-out. */
type Slice = {
  readonly event: JobPayload<'fanOutNotification'>;
  readonly noticeId: string;
  /** The last person whom an earlier job has told; null in the first. */
  readonly after: string | null;
  /** Batches in this job. */
  readonly atMost: number;
};

/**
 * Tells the people after `after`, as many as one job does; if there are more, the transaction of its last batch asks for the
 * continuation. Whoever joins in the meantime is told if their id comes later, whoever leaves is not.
 */
export async function fanOutSlice(
  parts: { readonly pool: Pool; readonly topics: LiveTopics },
  run: JobRun<'fanOutNotification'> | JobRun<'fanOutAudience'>,
  { event, noticeId, after, atMost }: Slice,
): Promise<void> {
  const plan = await planOf(ownersOf(parts, run.organizationId), event);
  if (!plan) return;
  const delivered = await deliverNotice(
    { db: run.db, topics: parts.topics },
    composeNotice({ ...plan.happening, id: noticeId }),
    {
      batches: plan.audience(after),
      atMost,
      done: (tx) => run.done(tx),
      goOn: (tx, last) => tx.enqueue({ name: 'fanOutAudience', payload: { event, noticeId, after: last } }),
    },
  );
  await forgetIfGone(parts, run, { event, subject: plan.happening.subject });
  run.log.debug({ event: event.name, delivered }, 'notified');
}

/** A document that was deleted between its title being read and written: what tells notices to forget it may have come before. */
async function forgetIfGone(
  parts: { readonly pool: Pool; readonly topics: LiveTopics },
  run: Pick<JobRun<'fanOutNotification'>, 'organizationId' | 'db'>,
  { event, subject }: Pick<Slice, 'event'> & { readonly subject: Subject | null },
): Promise<void> {
  if (subject?.type !== 'Document' || (await planOf(ownersOf(parts, run.organizationId), event))) return;
  await run.db.transact((tx) => forgetDocumentNotices(tx, run.organizationId, subject.id));
}
