import type { Queryable } from '@prism/db/transaction';

import { removeChunks } from './passages.sql.ts';

/**
 * Takes all that a document has in the index out of it: passages, vectors, postings, its part in the statistics. The caller
 * holds the lock of the document's row, so that nobody is adding any.
 */
export async function removeFromIndex(tx: Queryable, organizationId: string, documentId: string): Promise<void> {
  await removeChunks(tx, organizationId, documentId);
}
