import type { Session } from '@prism/auth/session';
import { isId } from '@prism/errors/inputSchemas';
import type { Queryable } from '@prism/db/transaction';
import { createBatchLoader, type BatchLoader } from '@prism/graphql-kit/batchLoader';
import type { TenantDb } from '@prism/queue/tenantDb';

import { listAttention } from '../subject/subject.sql.ts';
import type { Announcement } from './announcement.ts';
import { maySee } from './announcement.policy.ts';
import { listAnnouncementsByIds } from './announcement.sql.ts';

/** Loads announcements that this caller may see; all others are null. */
export function createAnnouncementLoader(db: TenantDb, session: Session): BatchLoader<Announcement> {
  const { organizationId } = db;
  return createBatchLoader<Announcement>(
    async (ids) => {
      if (organizationId === null) return [];
      return db.read(async (tx) => {
        const found = await listAnnouncementsByIds(tx, organizationId, ids.filter(isId));
        const watched = await listWatched(tx, db, found);
        return found.filter((one) => maySee(session, one, one.watchersOf !== null && watched.has(one.watchersOf.id)));
      });
    },
    ({ id }) => id,
  );
}

/** The ids of what the caller watches of what these were addressed by. */
async function listWatched(
  tx: Queryable,
  { organizationId, userId }: TenantDb,
  announcements: readonly Announcement[],
): Promise<ReadonlySet<string>> {
  const subjects = announcements.map(({ watchersOf }) => watchersOf).filter((subject) => subject !== null);
  if (organizationId === null || userId === null || subjects.length === 0) return new Set();
  const attention = await listAttention(tx, { organizationId, userId }, subjects);
  return new Set(attention.filter(({ isWatched }) => isWatched).map(({ subject }) => subject.id));
}
