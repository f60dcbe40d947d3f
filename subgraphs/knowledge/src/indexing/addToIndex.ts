import type { Queryable } from '@prism/db/transaction';

import { insertChunks } from './chunks.sql.ts';
import type { IndexedChunk } from './indexedChunk.ts';
import { insertPostings } from './postings.sql.ts';
import { insertVectors } from './vectors.sql.ts';

/** Puts chunks of a document into the index: passages, postings, vectors, statistics. None of them may be there. */
export async function addToIndex(
  tx: Queryable,
  organizationId: string,
  added: { readonly documentId: string; readonly chunks: readonly IndexedChunk[] },
): Promise<void> {
  const { documentId, chunks } = added;
  if (chunks.length === 0) return;
  await Promise.all([
    insertChunks(tx, organizationId, added),
    insertPostings(
      tx,
      organizationId,
      chunks.map((chunk) => ({ ...chunk, documentId })),
    ),
    insertVectors(tx, organizationId, added),
  ]);
}
