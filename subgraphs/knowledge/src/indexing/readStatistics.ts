import type { Queryable } from '@prism/db/transaction';

import { selectStatistics, type Statistics } from './postings.sql.ts';

/** How many passages an organization has, and how many terms they have together, as a transaction sees it: exact. */
export async function readStatistics(tx: Queryable, organizationId: string): Promise<Statistics> {
  return selectStatistics(tx, organizationId);
}
