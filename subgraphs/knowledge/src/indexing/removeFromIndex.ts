import type { Queryable } from '@prism/db/transaction';

import { deleteChunks } from './chunks.sql.ts';
import { removePostings } from './postings.sql.ts';
import { deleteVectors } from './vectors.sql.ts';

/**
 * Takes all that a document has in the index out of it: passages, vectors, postings, its part in the statistics. The caller
 * holds the lock of the document's row, so that nobody is adding any.
 */
export async function removeFromIndex(tx: Queryable, organizationId: string, documentId: string): Promise<void> {
  const chunks = await deleteChunks(tx, organizationId, documentId);
  if (chunks.length === 0) return;
  const ids = chunks.map(({ id }) => id);
  await Promise.all([
    removePostings(tx, organizationId, { documentId, chunks }),
    deleteVectors(tx, organizationId, ids),
  ]);
}
