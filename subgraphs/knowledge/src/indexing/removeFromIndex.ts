import type { Queryable } from '@prism/db/transaction';

import { deleteChunks } from './chunks.sql.ts';
import { removePostings } from './postings.sql.ts';
import { replaceSignature } from './signature.sql.ts';
import { deleteVectors } from './vectors.sql.ts';

/**
 * Takes all that a document has in the index out of it: passages, vectors, postings, its part in the statistics, what
 * near-duplicates are found by. The caller holds the lock of the document's row, so that nobody is adding any.
 */
export async function removeFromIndex(tx: Queryable, organizationId: string, documentId: string): Promise<void> {
  await removeChunks(tx, organizationId, { documentId });
  await replaceSignature(tx, organizationId, { documentId, signature: null });
}

/** Takes passages of a document out of the index, all unless told which. The caller holds the lock of the document's row. */
export async function removeChunks(
  tx: Queryable,
  organizationId: string,
  which: { readonly documentId: string; readonly ids?: readonly string[] },
): Promise<void> {
  const chunks = await deleteChunks(tx, organizationId, which);
  if (chunks.length === 0) return;
  const ids = chunks.map(({ id }) => id);
  await Promise.all([
    removePostings(tx, organizationId, { documentId: which.documentId, chunks }),
    deleteVectors(tx, organizationId, ids),
  ]);
}
