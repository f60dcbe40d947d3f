import type { Pool } from '@prism/db/pool';
import { withReadTransaction } from '@prism/db/transaction';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { TenantDb } from '@prism/queue/tenantDb';

import { requireTenant } from '../requireTenant.ts';
import { wakeInboxes } from './inboxWakeUps.ts';
import { listOrganizationsReturning, lockReturning, placeReturning } from './returning.sql.ts';

/** Notifications that return in one transaction. */
const most = 500;

/** Organizations in which a snoozed notification is to return, in the order of their ids, after a given one. */
export function organizationsReturning(pool: Pool, after: string, limit: number): Promise<string[]> {
  return withReadTransaction(pool, { role: 'prism_notifications', byClock: true }, (db) =>
    listOrganizationsReturning(db, after, limit),
  );
}

/**
 * Returns to the inboxes of an organization what was snoozed until now: at the top, unread, at a new position, so that live
 * streams get it. Any number may do this at once, each returns something else. Resolves to how many have returned.
 */
export async function returnSnoozed({ db, topics }: { db: TenantDb; topics: LiveTopics }): Promise<number> {
  const organizationId = requireTenant(db);
  for (let returned = 0; ;) {
    const placed = await db.transact(async (tx) => {
      const userIds = await lockReturning(tx, organizationId, most);
      return userIds.length > 0 ? placeReturning(tx, organizationId, { userIds, most }) : [];
    });
    const highest = new Map<string, number>();
    for (const { recipientId, position } of placed) {
      highest.set(recipientId, Math.max(position, highest.get(recipientId) ?? 0));
    }
    wakeInboxes(
      topics,
      organizationId,
      [...highest].map(([recipientId, position]) => ({ recipientId, position })),
    );
    returned += placed.length;
    if (placed.length < most) return returned;
  }
}
