import type { Queryable } from '@prism/db/transaction';

import { selectStatistics } from './postings.sql.ts';

/** How many passages the organization's searches and answers draw on. */
export async function countChunks(db: Queryable, organizationId: string): Promise<number> {
  return (await selectStatistics(db, organizationId)).chunks;
}
