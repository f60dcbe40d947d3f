import type { Queryable } from '@prism/db/transaction';

import type { IndexedChunk } from './indexedChunk.ts';

/** A chunk's vector by one model. `contentHash` (hexadecimal) is of the text it stands for, `vector` pgvector's text form. */
export interface ChunkVector {
  readonly id: string;
  readonly contentHash: string;
  readonly vector: string;
}

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

/** How many vectors by a model are not in the graph; stops counting at `most`. */
export async function countScanned(
  db: Queryable,
  organizationId: string,
  { model, most }: { readonly model: string; readonly most: number },
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (
       SELECT FROM knowledge.embedding WHERE organization_id = $1 AND model = $2 AND NOT graph LIMIT $3
     ) AS scanned`,
    [organizationId, model, most],
  );
  return rows[0]?.count ?? 0;
}

/** Moves vectors by a model into the graph, at most `most`, none that somebody is just writing; says how many. */
export async function promoteVectors(
  db: Queryable,
  organizationId: string,
  { model, most }: { readonly model: string; readonly most: number },
): Promise<number> {
  const { rowCount } = await db.query(
    `UPDATE knowledge.embedding SET graph = true
     WHERE organization_id = $1 AND model = $2 AND chunk_id = ANY(ARRAY(
       SELECT chunk_id FROM knowledge.embedding
       WHERE organization_id = $1 AND model = $2 AND NOT graph LIMIT $3 FOR UPDATE SKIP LOCKED
     ))`,
    [organizationId, model, most],
  );
  return rowCount;
}

/** How long the vectors by a model are; null when there is none. */
export async function selectDimensions(db: Queryable, organizationId: string, model: string): Promise<number | null> {
  const { rows } = await db.query<{ dimensions: number }>(
    'SELECT dimensions FROM knowledge.embedding WHERE organization_id = $1 AND model = $2 LIMIT 1',
    [organizationId, model],
  );
  return rows[0]?.dimensions ?? null;
}
