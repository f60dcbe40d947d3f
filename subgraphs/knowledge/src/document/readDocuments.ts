import type { Queryable } from '@prism/db/transaction';

import { selectDocuments } from './document.sql.ts';
import type { Document } from './document.ts';

/**
 * Those of the documents that exist and may be read, in any order, as a transaction sees them: for reads that must agree with
 * what else the transaction reads. All others go through the loader.
 */
export async function readDocuments(
  tx: Queryable,
  tenant: string | null,
  ids: readonly string[],
): Promise<readonly Document[]> {
  return selectDocuments(tx, tenant, ids);
}
