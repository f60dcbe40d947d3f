import type { Pool } from '@prism/db/pool';
import { withReadTransaction } from '@prism/db/transaction';

import { listOrganizationsDue } from './backlog.sql.ts';

/** Organizations with something due, in the order of their ids, after a given one or from the first. */
export function organizationsDue(pool: Pool, after: string | null, most: number): Promise<string[]> {
  const scope = { role: 'prism_notifications', byClock: true } as const;
  return withReadTransaction(pool, scope, (db) => listOrganizationsDue(db, after, most));
}
