import type { Pool } from '@prism/db/pool';
import { withReadTransaction, type Queryable } from '@prism/db/transaction';
import type { TenantDb } from '@prism/queue/tenantDb';

import { listOrganizationsPacking, lockPacking, lockRecent, packPages } from './pages.sql.ts';
import { selectStatistics } from './postings.sql.ts';
import { tenantOf } from './tenantOf.ts';

/** Chunks of a page: the more, the fewer rows a search reads, and the longer packing one takes. Small organizations have small ones. */
const pageSizes = { small: 512, large: 2_048 } as const;
/** From so many chunks on an organization has large pages. */
const largeFrom = 16_384;

/** As many chunks stay in recent pages as a page has, so that what is changed soon after it was added is not packed for nothing. */
const waitingFor = (size: number) => 2 * size;

/** Organizations that may have a page to pack, in the order of their ids, after a given one. `size` as in `packPostings`. */
export function organizationsPacking(
  pool: Pool,
  after: string,
  { most, size = pageSizes.small }: { readonly most: number; readonly size?: number },
): Promise<string[]> {
  return withReadTransaction(pool, { role: 'prism_knowledge', byClock: true }, (db) =>
    listOrganizationsPacking(db, after, { waiting: waitingFor(size), most }),
  );
}

/**
 * Packs the oldest recent pages of the organization into one (of `size` chunks, or of as many as suit the organization; a few more, for
 * pages are not split), if twice as many chunks wait as fill one. Searches find the same before, meanwhile and after. Resolves to how
 * many chunks it packed; 0 when there are too few, or somebody else is packing.
 */
export async function packPostings(db: TenantDb, options: { readonly size?: number } = {}): Promise<number> {
  const organizationId = tenantOf(db);
  return db.transact(async (tx) => {
    if (!(await lockPacking(tx, organizationId))) return 0;
    const size = options.size ?? (await pageSizeOf(tx, organizationId));
    const chunks = await lockRecent(tx, organizationId, { waiting: waitingFor(size), most: size });
    if (chunks.length < size) return 0;
    await packPages(tx, organizationId, chunks);
    return chunks.length;
  });
}

async function pageSizeOf(tx: Queryable, organizationId: string): Promise<number> {
  const { chunks } = await selectStatistics(tx, organizationId);
  return chunks < largeFrom ? pageSizes.small : pageSizes.large;
}
