import type { Queryable } from '@prism/db/transaction';

import type { IndexedChunk } from './indexedChunk.ts';

/** Stores the vectors of a document's chunks by one model. */
export async function insertVectors(
  db: Queryable,
  organizationId: string,
  { documentId, model, chunks }: { documentId: string; model: string; chunks: readonly IndexedChunk[] },
): Promise<void> {
  const vectors = chunks.map(({ id, contentHash, vector }) => ({ id, contentHash, vector }));
  await db.query(
    `INSERT INTO knowledge.embedding (organization_id, chunk_id, model, document_id, content_hash, embedding)
     SELECT $1, id, $3, $2, decode("contentHash", 'hex'), vector::public.halfvec
     FROM jsonb_to_recordset($4::jsonb) AS n(id uuid, "contentHash" text, vector text)`,
    [organizationId, documentId, model, JSON.stringify(vectors)],
  );
}

/** Deletes the vectors of chunks, whatever model they are by. */
export async function deleteVectors(db: Queryable, organizationId: string, chunkIds: readonly string[]): Promise<void> {
  await db.query('DELETE FROM knowledge.embedding WHERE organization_id = $1 AND chunk_id = ANY($2::uuid[])', [
    organizationId,
    chunkIds,
  ]);
}

/** The vectors that the organization has already for some of these texts by this model: hexadecimal hash → text form. */
export async function selectVectors(
  db: Queryable,
  organizationId: string,
  { model, hashes }: { readonly model: string; readonly hashes: readonly string[] },
): Promise<Map<string, string>> {
  const { rows } = await db.query<{ hash: string; vector: string }>(
    `SELECT DISTINCT ON (content_hash) encode(content_hash, 'hex') AS hash, embedding::text AS vector
     FROM knowledge.embedding
     WHERE organization_id = $1 AND model = $2 AND content_hash = ANY($3::bytea[])`,
    [organizationId, model, hashes.map((hash) => Buffer.from(hash, 'hex'))],
  );
  return new Map(rows.map(({ hash, vector }) => [hash, vector]));
}
