import type { Queryable } from '@prism/db/transaction';

import type { ChunkVector, Looked, StoredChunk } from './storedChunk.ts';

/** The next chunks in the order of their ids, beginning with the one at which the space's filling stands. */
export async function selectNextChunks(
  db: Queryable,
  organizationId: string,
  { model, limit }: { readonly model: string; readonly limit: number },
): Promise<Looked[]> {
  const { rows } = await db.query<StoredChunk & { has: boolean }>(
    `SELECT c.id, c.document_id AS "documentId", d.title, c.heading_path AS "headingPath", c.text,
       EXISTS (SELECT FROM knowledge.embedding e WHERE e.organization_id = $1 AND e.chunk_id = c.id AND e.model = $2) AS has
     FROM (
       SELECT * FROM knowledge.chunk
       WHERE organization_id = $1 AND id >= coalesce((
         SELECT filled_to FROM knowledge.vector_space WHERE organization_id = $1 AND model = $2
       ), '00000000-0000-0000-0000-000000000000')
       ORDER BY id LIMIT $3
     ) AS c
     JOIN knowledge.document d ON d.organization_id = $1 AND d.id = c.document_id
     ORDER BY c.id`,
    [organizationId, model, limit],
  );
  return rows.map(({ has, ...chunk }) => ({ id: chunk.id, missing: has ? null : chunk }));
}

/** Stores vectors of those of the chunks that are still there, and keeps them from being deleted until the transaction ends. */
export async function insertFilled(
  db: Queryable,
  organizationId: string,
  { model, vectors }: { readonly model: string; readonly vectors: readonly ChunkVector[] },
): Promise<void> {
  await db.query(
    `WITH there AS MATERIALIZED (
       SELECT c.id, c.document_id FROM knowledge.chunk c
       WHERE c.organization_id = $1 AND c.id = ANY($4::uuid[]) ORDER BY c.id FOR KEY SHARE
     )
     INSERT INTO knowledge.embedding (organization_id, chunk_id, model, document_id, content_hash, embedding, dimensions)
     SELECT $1, there.id, $2, there.document_id, decode(n."contentHash", 'hex'), n.vector, public.vector_dims(n.vector)
     FROM jsonb_to_recordset($3::jsonb) AS n(id uuid, "contentHash" text, vector public.halfvec) JOIN there USING (id)
     ON CONFLICT DO NOTHING`,
    [organizationId, model, JSON.stringify(vectors), vectors.map(({ id }) => id)],
  );
}

/** Remembers how far a filling is, and keeps the lease. */
export async function updateFilled(
  db: Queryable,
  organizationId: string,
  filled: { readonly model: string; readonly to: string; readonly chunks: number; readonly leaseMs: number },
): Promise<void> {
  await db.query(
    `UPDATE knowledge.vector_space
     SET filled_to = $3, filled_chunks = filled_chunks + $4, leased_until = now() + $5 * interval '1 millisecond'
     WHERE organization_id = $1 AND model = $2`,
    [organizationId, filled.model, filled.to, filled.chunks, filled.leaseMs],
  );
}

/** The first chunk without a vector by a model; null when each has one. */
export async function findUnfilled(db: Queryable, organizationId: string, model: string): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT c.id FROM knowledge.chunk c
     WHERE c.organization_id = $1 AND NOT EXISTS (
       SELECT FROM knowledge.embedding e WHERE e.organization_id = $1 AND e.chunk_id = c.id AND e.model = $2
     )
     ORDER BY c.id LIMIT 1`,
    [organizationId, model],
  );
  return rows[0]?.id ?? null;
}

/** Deletes vectors by a model from after a chunk on, at most `most`; the last one's chunk, or null when there was none. */
export async function deleteVectorsAfter(
  db: Queryable,
  organizationId: string,
  { model, after, most }: { readonly model: string; readonly after: string; readonly most: number },
): Promise<string | null> {
  const { rows } = await db.query<{ last: string | null }>(
    `WITH gone AS (
       DELETE FROM knowledge.embedding e WHERE e.organization_id = $1 AND e.model = $2 AND e.chunk_id = ANY(ARRAY(
         SELECT chunk_id FROM knowledge.embedding
         WHERE organization_id = $1 AND model = $2 AND chunk_id > $3 ORDER BY chunk_id LIMIT $4
       )) RETURNING e.chunk_id
     )
     SELECT chunk_id AS last FROM gone ORDER BY chunk_id DESC LIMIT 1`,
    [organizationId, model, after, most],
  );
  return rows[0]?.last ?? null;
}
