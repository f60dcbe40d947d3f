import type { TenantDb } from '@prism/queue/tenantDb';

import type { Announcement } from './announcement.ts';
import { listAnnouncementsByIds } from './announcement.sql.ts';

/** An announcement for whoever delivers it, whomever it is addressed to. */
export async function findAnnouncement(db: TenantDb, id: string): Promise<Announcement | null> {
  const { organizationId } = db;
  if (organizationId === null) return null;
  const [announcement] = await db.read((tx) => listAnnouncementsByIds(tx, organizationId, [id]));
  return announcement ?? null;
}
