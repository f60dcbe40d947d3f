import type { Queryable } from '@prism/db/transaction';

import { deleteChunks } from './chunks.sql.ts';
import { removePostings } from './postings.sql.ts';
import { deleteSignatures } from './signature.sql.ts';
import { deleteVectors } from './vectors.sql.ts';

/**
 * Takes all that documents have in the index out of it: passages, vectors, postings, their part in the statistics, what
 * near-duplicates are found by. The caller holds the locks of the documents' rows, so that nobody is adding any. Of all documents
 * at once: one after the other, two who delete many would each lock what the other needs next.
 */
export async function removeFromIndex(
  tx: Queryable,
  organizationId: string,
  documentIds: readonly string[],
): Promise<void> {
  await removeChunks(tx, organizationId, { documentIds });
  await deleteSignatures(tx, organizationId, documentIds);
}

/** Takes passages of documents out of the index, all unless told which. The caller holds the locks of the documents' rows. */
export async function removeChunks(
  tx: Queryable,
  organizationId: string,
  which: { readonly documentIds: readonly string[]; readonly ids?: readonly string[] },
): Promise<void> {
  const chunks = await deleteChunks(tx, organizationId, which);
  if (chunks.length === 0) return;
  const ids = chunks.map(({ id }) => id);
  await Promise.all([removePostings(tx, organizationId, chunks), deleteVectors(tx, organizationId, ids)]);
}
