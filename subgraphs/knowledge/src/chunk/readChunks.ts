import type { Queryable } from '@prism/db/transaction';

import { selectChunks } from './chunk.sql.ts';
import type { Chunk } from './chunk.ts';

/**
 * Those of the passages that exist and may be read, in any order, as a transaction sees them: for reads that must agree with what
 * else the transaction reads. All others go through the loader.
 */
export async function readChunks(
  tx: Queryable,
  tenant: string | null,
  ids: readonly string[],
): Promise<readonly Chunk[]> {
  return selectChunks(tx, tenant, ids);
}
