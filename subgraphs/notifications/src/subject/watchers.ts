import type { TenantDb } from '@prism/queue/tenantDb';

import type { Subject } from '../notification/notification.ts';
import { countWatchers, listAttention } from './subject.sql.ts';

/** How many watch a subject, not counting the caller. */
export async function countOtherWatchers(db: TenantDb, subject: Subject): Promise<number> {
  const { organizationId, userId } = db;
  if (organizationId === null) return 0;
  return db.read((tx) => countWatchers(tx, organizationId, { subject, except: userId }));
}

/** The ids of those of the subjects that the caller watches. */
export async function listWatchedIds(db: TenantDb, subjects: readonly Subject[]): Promise<ReadonlySet<string>> {
  const { organizationId, userId } = db;
  if (organizationId === null || userId === null || subjects.length === 0) return new Set();
  const attention = await db.read((tx) => listAttention(tx, { organizationId, userId }, subjects));
  return new Set(attention.filter(({ isWatched }) => isWatched).map(({ subject }) => subject.id));
}
