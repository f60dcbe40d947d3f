import type { TenantDb } from '@prism/queue/tenantDb';

import { publishedEvent, type Announcement } from './announcement.ts';
import { publishDue } from './announcement.sql.ts';

/**
 * Publishes what an organization has scheduled until now, at most so many: the change and the fact that tells the recipients
 * are one transaction, so each is published once, however many do this at once.
 */
export async function publishDueAnnouncements(db: TenantDb, limit: number): Promise<readonly Announcement[]> {
  const { organizationId } = db;
  if (organizationId === null) return [];
  return db.transact(async (tx) => {
    const published = await publishDue(tx, organizationId, limit);
    await tx.emit(...published.map(publishedEvent));
    return published;
  });
}
