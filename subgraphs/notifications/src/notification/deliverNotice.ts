import type { Queryable } from '@prism/db/transaction';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { TenantDb } from '@prism/queue/tenantDb';

import type { Notice } from './notification.ts';
import { insertNotice, insertNotifications, lockNotice, type Placed } from './fanOut.sql.ts';

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
 * listen after each commit. A run that dies is simply run again: who has the notice already (by its id) is left out, so
 * everybody gets it once. Returns how many got it from this run.
 */
export async function deliverNotice(
  { db, topics }: { readonly db: TenantDb; readonly topics: LiveTopics },
  notice: Notice,
  { batches, done }: Delivery,
): Promise<number> {
  const { organizationId } = db;
  if (organizationId === null) throw new Error('Notifications belong to an organization; this scope has none.');
  const scope = { organizationId, notice };
  let delivered = 0;
  const deliver = async (write: (tx: Queryable) => Promise<Placed[]>) => {
    const placed = await db.transact(write);
    delivered += placed.length;
    wake(topics, organizationId, placed);
  };
  // One batch is held back: only when there is no further one is it known to be the last.
  let held: readonly string[] | null = null;
  let several = false;
  for await (const batch of batches) {
    const earlier = held;
    if (earlier) await deliver((tx) => insertLocked(tx, scope, earlier));
    several ||= earlier !== null;
    held = batch;
  }
  const last = held ?? [];
  // Runs of one batch need no lock: they wait for each other in `done`, which lets one of them through.
  const write = several ? insertLocked : insert;
  await deliver(async (tx) => ((await done(tx)) ? write(tx, scope, last) : []));
  return delivered;
}

async function insert(...[tx, scope, userIds]: Parameters<typeof insertNotifications>): Promise<Placed[]> {
  if (userIds.length > 0) await insertNotice(tx, scope);
  return insertNotifications(tx, scope, userIds);
}

/** Two runs of one job that meet here do not trip over each other: the second sees what the first has placed. */
async function insertLocked(...[tx, scope, userIds]: Parameters<typeof insertNotifications>): Promise<Placed[]> {
  await lockNotice(tx, scope.notice.id);
  return insert(tx, scope, userIds);
}

/** After the commit, all at once and without waiting: who misses a wake-up finds the row at the next look. */
function wake(topics: LiveTopics, organizationId: string, placed: readonly Placed[]): void {
  for (const { recipientId, position } of placed) {
    void topics.publish('notification.created', `${organizationId}:${recipientId}`, { position });
  }
}
