import type { Queryable } from '@prism/db/transaction';

import type { IndexedChunk } from './indexedChunk.ts';

/** Stores the vectors of a document's chunks, by whatever models, in one statement. */
export async function insertVectors(
  db: Queryable,
  organizationId: string,
  { documentId, chunks }: { readonly documentId: string; readonly chunks: readonly IndexedChunk[] },
): Promise<void> {
  const vectors = chunks.flatMap(({ id, contentHash, vectors: byModel }) =>
    Object.entries(byModel).map(([model, vector]) => ({ id, contentHash, model, vector })),
  );
  await db.query(
    `INSERT INTO knowledge.embedding (organization_id, chunk_id, model, document_id, content_hash, embedding, dimensions)
     SELECT $1, id, model, $2, decode("contentHash", 'hex'), vector, public.vector_dims(vector)
     FROM jsonb_to_recordset($3::jsonb) AS n(id uuid, "contentHash" text, model text, vector public.halfvec)`,
    [organizationId, documentId, JSON.stringify(vectors)],
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
  {
    model,
    hashes,
    documentId = null,
  }: { readonly model: string; readonly hashes: readonly string[]; readonly documentId?: string | null | undefined },
): Promise<Map<string, string>> {
  const { rows } = await db.query<{ hash: string; vector: string }>(
    `SELECT DISTINCT ON (content_hash) encode(content_hash, 'hex') AS hash, embedding::text AS vector
     FROM (
       SELECT content_hash, embedding FROM knowledge.embedding
       WHERE organization_id = $1 AND model = $2 AND content_hash = ANY($3::bytea[])
       UNION ALL
       SELECT content_hash, embedding FROM knowledge.embedded_text
       WHERE organization_id = $1 AND document_id = $4 AND model = $2 AND content_hash = ANY($3::bytea[])
     ) AS known`,
    [organizationId, model, hashes.map((hash) => Buffer.from(hash, 'hex')), documentId],
  );
  return new Map(rows.map(({ hash, vector }) => [hash, vector]));
}
