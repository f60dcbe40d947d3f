import type { Queryable } from '@prism/db/transaction';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { TenantDb } from '@prism/queue/tenantDb';

import type { Notice } from './notification.ts';
import { insertNotifications, lockSource, type Placed } from './notification.sql.ts';

/** People notified in one transaction: large enough to be quick, small enough that no inbox is locked for long. */
export const batchSize = 1_000;

/** To whom a notice goes, and what marks its job as done. */
export type Delivery = {
  /** Ids of members, each at most once, in batches of up to `batchSize`. */
  readonly batches: AsyncIterable<readonly string[]> | Iterable<readonly string[]>;
  /** Called in the transaction of the last batch; false when another run was through: then nothing is written. */
  readonly done: (tx: Queryable) => Promise<boolean>;
};

/**
 * Places a notice in the inboxes of its recipients, batch by batch, each in a transaction of its own, and wakes those who
 * listen after each commit. A run that dies is simply run again: who has the notice already (by its source) is left out, so
 * everybody gets it once. Returns how many got it from this run.
 */
export async function deliverNotice(
  { db, topics }: { readonly db: TenantDb; readonly topics: LiveTopics },
  notice: Notice,
  { batches, done }: Delivery,
): Promise<number> {
  const { organizationId } = db;
  if (organizationId === null) throw new Error('Notifications belong to an organization; this scope has none.');
  let delivered = 0;
  const deliver = async (userIds: readonly string[], isLast: boolean) => {
    const placed = await db.transact(async (tx) => {
      await lockSource(tx, notice.sourceId);
      if (isLast && !(await done(tx))) return [];
      return userIds.length > 0 ? insertNotifications(tx, { organizationId, notice }, userIds) : [];
    });
    delivered += placed.length;
    wake(topics, organizationId, placed);
  };
  // One batch is held back: only when there is no further one is it known to be the last.
  let held: readonly string[] = [];
  for await (const batch of batches) {
    if (held.length > 0) await deliver(held, false);
    held = batch;
  }
  await deliver(held, true);
  return delivered;
}

/** After the commit, all at once and without waiting: who misses a wake-up finds the row at the next look. */
function wake(topics: LiveTopics, organizationId: string, placed: readonly Placed[]): void {
  for (const { recipientId, position } of placed) {
    void topics.publish('notification.created', `${organizationId}:${recipientId}`, { position });
  }
}
