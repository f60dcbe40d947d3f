import type { Queryable } from '@prism/db/transaction';

import type { IndexedChunk } from './indexedChunk.ts';

/** What the index needs of a chunk to let go of it. */
export interface RemovedChunk {
  readonly id: string;
  readonly documentId: string;
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

/**
 * Deletes chunks of documents, all unless told which, and says which they were. In the order of their ids, as all lock them. The
 * caller holds the locks of the documents' rows.
 */
export async function deleteChunks(
  db: Queryable,
  organizationId: string,
  { documentIds, ids = null }: { readonly documentIds: readonly string[]; readonly ids?: readonly string[] | null },
): Promise<RemovedChunk[]> {
  const { rows } = await db.query<RemovedChunk>(
    `WITH locked AS MATERIALIZED (
       SELECT id FROM knowledge.chunk
       WHERE organization_id = $1 AND document_id = ANY($2::uuid[]) AND ($3::uuid[] IS NULL OR id = ANY($3::uuid[]))
       ORDER BY id FOR UPDATE
     )
     DELETE FROM knowledge.chunk c USING locked WHERE c.organization_id = $1 AND c.id = locked.id
     RETURNING c.id, c.document_id AS "documentId", c.terms, c.length`,
    [organizationId, documentIds, ids],
  );
  return rows;
}

/** Where a chunk stands in its document. */
export type ChunkPlace = Pick<IndexedChunk, 'id' | 'ordinal' | 'text' | 'headingPath' | 'startOffset' | 'endOffset'>;

/** A chunk that is in the index, with what it is told by. */
export type ChunkInIndex = ChunkPlace & Pick<IndexedChunk, 'contentHash' | 'terms'>;

/** The chunks of a document, in order. */
export async function selectChunksInIndex(
  db: Queryable,
  organizationId: string,
  documentId: string,
): Promise<ChunkInIndex[]> {
  const { rows } = await db.query<ChunkInIndex>(
    `SELECT id, ordinal, text, heading_path AS "headingPath", start_offset AS "startOffset", end_offset AS "endOffset",
       encode(content_hash, 'hex') AS "contentHash", terms
     FROM knowledge.chunk WHERE organization_id = $1 AND document_id = $2 ORDER BY ordinal`,
    [organizationId, documentId],
  );
  return rows;
}

/** Gives chunks other places. What they are found by stays as it is. */
export async function moveChunks(db: Queryable, organizationId: string, chunks: readonly ChunkPlace[]): Promise<void> {
  if (chunks.length === 0) return;
  const places = chunks.map(({ id, ordinal, text, headingPath, startOffset, endOffset }) => ({
    ...{ id, ordinal, text, headingPath, startOffset, endOffset },
  }));
  await db.query(
    `UPDATE knowledge.chunk c
     SET ordinal = n.ordinal, text = n.text, heading_path = n."headingPath", start_offset = n."startOffset", end_offset = n."endOffset"
     FROM jsonb_to_recordset($2::jsonb) AS n(id uuid, ordinal int, text text, "headingPath" text[],
       "startOffset" int, "endOffset" int)
     WHERE c.organization_id = $1 AND c.id = n.id`,
    [organizationId, JSON.stringify(places)],
  );
}
