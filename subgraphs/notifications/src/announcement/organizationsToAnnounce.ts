import type { Pool } from '@prism/db/pool';
import { withReadTransaction } from '@prism/db/transaction';

import { selectOrganizationsToAnnounce } from './announcement.sql.ts';

/** Organizations that have an announcement due, at most so many. */
export function organizationsToAnnounce(pool: Pool, limit: number): Promise<string[]> {
  return withReadTransaction(pool, { role: 'prism_notifications', byClock: true }, (db) =>
    selectOrganizationsToAnnounce(db, limit),
  );
}
