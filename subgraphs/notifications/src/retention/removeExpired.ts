import type { Pool } from '@prism/db/pool';
import { withReadTransaction } from '@prism/db/transaction';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { TenantDb, Tx } from '@prism/queue/tenantDb';

import { requireTenant } from '../requireTenant.ts';
import { announceInboxChange } from '../unread-count/announceInboxChange.ts';
import {
  deleteDeliveries,
  deleteIdempotencyKeys,
  deleteMutes,
  deleteNotices,
  deleteNotifications,
  listOrganizationsExpiring,
  lockOldNotifications,
  type Limit,
} from './expired.sql.ts';

/** What is removed in time. */
export type Removed = Record<'notifications' | 'deliveries' | 'notices' | 'idempotencyKeys' | 'mutes', number>;

/** Removed in one transaction: no inbox is held for long. */
const most = 500;

/** Organizations that hold something older than a moment, in the order of their ids, after a given one. */
export function organizationsExpiring(pool: Pool, after: string, { before, limit }: { before: Date; limit: number }) {
  return withReadTransaction(pool, { role: 'prism_notifications', byClock: true }, (db) =>
    listOrganizationsExpiring(db, after, { ...limitOf(before), most: limit }),
  );
}

/**
 * Removes what an organization holds from before a moment: notifications, read or not, unless they are snoozed or have returned
 * since; messages that are done with, and their attempts; notices that nothing refers to any more; answers to idempotency keys;
 * and mutes that have run out. In small transactions that wait for nobody, and any number at once. Positions go on from where
 * they are, so cursors keep their meaning. Ends early when `isClosed`.
 */
export async function removeExpired(
  { db, topics }: { readonly db: TenantDb; readonly topics: LiveTopics },
  before: Date,
  isClosed: () => boolean = () => false,
): Promise<Removed> {
  const organizationId = requireTenant(db);
  const limit = limitOf(before);
  const all = async (step: () => Promise<number>) => {
    let removed = 0;
    for (let last = most; last === most && !isClosed(); removed += last) last = await step();
    return removed;
  };
  const each = (remove: (tx: Tx, id: string, what: Limit) => Promise<number>) =>
    all(() => db.transact((tx) => remove(tx, organizationId, limit)));
  // In this order: a notice goes when what refers to it has gone.
  return {
    notifications: await all(() => removeNotifications({ db, topics }, organizationId, limit)),
    deliveries: await each(deleteDeliveries),
    notices: await each(deleteNotices),
    idempotencyKeys: await each(deleteIdempotencyKeys),
    mutes: await each(deleteMutes),
  };
}

async function removeNotifications(
  { db, topics }: { readonly db: TenantDb; readonly topics: LiveTopics },
  organizationId: string,
  limit: Limit,
): Promise<number> {
  const { removed, changed } = await db.transact(async (tx) => {
    const old = await lockOldNotifications(tx, organizationId, limit);
    return old.userIds.length > 0
      ? deleteNotifications(tx, organizationId, { ...old, ...limit })
      : { removed: 0, changed: [] };
  });
  for (const userId of changed) announceInboxChange(topics, { organizationId, userId });
  return removed;
}

/** The smallest UUIDv7 of a moment bounds what is older by the primary key. */
function limitOf(moment: Date): Limit {
  const time = moment.getTime().toString(16).padStart(12, '0');
  return { moment, most, id: `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000` };
}
