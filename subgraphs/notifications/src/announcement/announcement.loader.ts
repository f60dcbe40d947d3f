import type { Session } from '@prism/auth/session';
import { isId } from '@prism/errors/inputSchemas';
import { createBatchLoader, type BatchLoader } from '@prism/graphql-kit/batchLoader';
import type { TenantDb } from '@prism/queue/tenantDb';

import { listWatchedIds } from '../subject/watchers.ts';
import type { Announcement } from './announcement.ts';
import { maySee } from './announcement.policy.ts';
import { listAnnouncementsByIds } from './announcement.sql.ts';

/** Loads announcements that this caller may see; all others are null. */
export function createAnnouncementLoader(db: TenantDb, session: Session): BatchLoader<Announcement> {
  const { organizationId } = db;
  return createBatchLoader<Announcement>(
    async (ids) => {
      if (organizationId === null) return [];
      const found = await db.read((tx) => listAnnouncementsByIds(tx, organizationId, ids.filter(isId)));
      const subjects = found.map(({ watchersOf }) => watchersOf).filter((subject) => subject !== null);
      const watched = await listWatchedIds(db, subjects);
      return found.filter((one) => maySee(session, one, one.watchersOf !== null && watched.has(one.watchersOf.id)));
    },
    ({ id }) => id,
  );
}
