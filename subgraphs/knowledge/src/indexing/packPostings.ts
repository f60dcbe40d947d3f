import type { Pool } from '@prism/db/pool';
import { withReadTransaction } from '@prism/db/transaction';
import type { TenantDb } from '@prism/queue/tenantDb';

import { listOrganizationsPacking, lockPacking, lockWaiting, packChunks } from './pages.sql.ts';
import { tenantOf } from './tenantOf.ts';

/** Chunks of a page: the more, the fewer rows a search reads, and the longer packing one takes. */
export const pageSize = 2_048;

/** As many chunks stay in rows as a page has, so that what is changed soon after it was added costs no page. */
const waitingFor = (size: number) => 2 * size;

/** Organizations that have a page to pack, in the order of their ids, after a given one. */
export function organizationsPacking(
  pool: Pool,
  after: string,
  { most, size = pageSize }: { readonly most: number; readonly size?: number },
): Promise<string[]> {
  return withReadTransaction(pool, { role: 'prism_knowledge', byClock: true }, (db) =>
    listOrganizationsPacking(db, after, { waiting: waitingFor(size), most }),
  );
}

/**
 * Packs the postings of the organization's oldest chunks into a page, if there are twice as many as fill one. Searches find the same
 * before, meanwhile and after. Resolves to how many chunks it packed; 0 when there are too few, or somebody else is packing.
 */
export async function packPostings(
  db: TenantDb,
  { size = pageSize }: { readonly size?: number } = {},
): Promise<number> {
  const organizationId = tenantOf(db);
  return db.transact(async (tx) => {
    if (!(await lockPacking(tx, organizationId))) return 0;
    const chunkIds = await lockWaiting(tx, organizationId, { waiting: waitingFor(size), most: size });
    if (chunkIds.length < size) return 0;
    await packChunks(tx, organizationId, chunkIds);
    return size;
  });
}
