import type { Queryable } from '@prism/db/transaction';

import type { IndexedChunk } from './indexedChunk.ts';

/** What the index needs of a chunk to let go of it. */
export interface RemovedChunk {
  readonly id: string;
  readonly terms: readonly string[];
  readonly length: number;
}

export async function insertChunks(
  db: Queryable,
  organizationId: string,
  { documentId, chunks }: { readonly documentId: string; readonly chunks: readonly IndexedChunk[] },
): Promise<void> {
  await db.query(
    `INSERT INTO knowledge.chunk
       (organization_id, id, document_id, ordinal, text, heading_path, start_offset, end_offset, terms, length, content_hash)
     SELECT $1, id, $2, ordinal, text, "headingPath", "startOffset", "endOffset", terms, length, decode("contentHash", 'hex')
     FROM jsonb_to_recordset($3::jsonb) AS n(id uuid, ordinal int, text text, "headingPath" text[],
       "startOffset" int, "endOffset" int, terms text[], length int, "contentHash" text)`,
    [
      organizationId,
      documentId,
      JSON.stringify(
        chunks.map(({ id, ordinal, text, headingPath, startOffset, endOffset, terms, length, contentHash }) => ({
          ...{ id, ordinal, text, headingPath, startOffset, endOffset, terms, length, contentHash },
        })),
      ),
    ],
  );
}

/** Deletes the chunks of a document and says which they were. The caller holds the lock of the document's row. */
export async function deleteChunks(db: Queryable, organizationId: string, documentId: string): Promise<RemovedChunk[]> {
  const { rows } = await db.query<RemovedChunk>(
    'DELETE FROM knowledge.chunk WHERE organization_id = $1 AND document_id = $2 RETURNING id, terms, length',
    [organizationId, documentId],
  );
  return rows;
}
