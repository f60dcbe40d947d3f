import type { Queryable } from '@prism/db/transaction';

import type { Document } from '../document/document.ts';
import { readDocuments } from '../document/readDocuments.ts';
import { selectChunks } from './chunk.sql.ts';
import type { Chunk } from './chunk.ts';

/** Those of the passages that exist, with their documents, as one transaction sees them. */
export async function readTogether(
  tx: Queryable,
  tenant: string | null,
  ids: readonly string[],
): Promise<{ readonly chunks: readonly Chunk[]; readonly documents: readonly Document[] }> {
  const chunks = await selectChunks(tx, tenant, ids);
  const documentIds = [...new Set(chunks.map(({ documentId }) => documentId))];
  return { chunks, documents: await readDocuments(tx, tenant, documentIds) };
}
