import type { Pool } from '@prism/db/pool';
import { withReadTransaction } from '@prism/db/transaction';
import type { TenantDb } from '@prism/queue/tenantDb';

import { requireTenant } from '../requireTenant.ts';
import { publishedEvent, type Announcement } from './announcement.ts';
import { listOrganizationsAnnouncing, publishDue } from './announcement.sql.ts';

/** Organizations that have an announcement due, in the order of their ids, after a given one. */
export function organizationsAnnouncing(pool: Pool, after: string, most: number): Promise<string[]> {
  return withReadTransaction(pool, { role: 'prism_notifications', byClock: true }, (db) =>
    listOrganizationsAnnouncing(db, after, most),
  );
}

/**
 * Publishes what an organization has scheduled until now, at most so many: the change and the fact that tells the recipients
 * are one transaction, so each is published once, however many do this at once.
 */
export async function publishDueAnnouncements(db: TenantDb, limit: number): Promise<readonly Announcement[]> {
  const organizationId = requireTenant(db);
  return db.transact(async (tx) => {
    const published = await publishDue(tx, organizationId, limit);
    await tx.emit(...published.map(publishedEvent));
    return published;
  });
}
