import type { Queryable } from '@prism/db/transaction';

import type { IndexedChunk } from './indexedChunk.ts';

/** How many passages an organization has and how many terms they have together: what BM25 knows of the whole. */
export interface Statistics {
  readonly chunks: number;
  readonly terms: number;
}

const shards = 16;

/** A document always counts in the same shard, so no shard falls below zero. */
function shardOf(documentId: string): number {
  return Number.parseInt(documentId.slice(-2), 16) % shards;
}

const countIn = (shard: string, chunks: string, terms: string) => `
  INSERT INTO knowledge.statistic AS s (organization_id, shard, chunks, terms)
  SELECT $1, ${shard}, ${chunks}, ${terms}
  ON CONFLICT (organization_id, shard) DO UPDATE
  SET chunks = s.chunks + excluded.chunks, terms = s.terms + excluded.terms`;

/** Puts a document's passages into the index, in one statement. It must have none there. */
export async function insertChunks(
  db: Queryable,
  organizationId: string,
  { documentId, model, chunks }: { documentId: string; model: string; chunks: readonly IndexedChunk[] },
): Promise<void> {
  if (chunks.length === 0) return;
  await db.query(
    `WITH new AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset($3::jsonb) AS n(id uuid, ordinal int, text text, "headingPath" text[],
         "startOffset" int, "endOffset" int, terms text[], frequencies int[], length int, "contentHash" text, vector text)
     ), new_chunk AS (
       INSERT INTO knowledge.chunk
         (organization_id, id, document_id, ordinal, text, heading_path, start_offset, end_offset, terms, length)
       SELECT $1, id, $2, ordinal, text, "headingPath", "startOffset", "endOffset", terms, length FROM new
     ), new_posting AS (
       INSERT INTO knowledge.posting (organization_id, term, chunk_id, tf, length)
       SELECT $1, t.term, new.id, t.tf, new.length FROM new, unnest(new.terms, new.frequencies) AS t(term, tf)
     ), new_embedding AS (
       INSERT INTO knowledge.embedding (organization_id, chunk_id, model, document_id, content_hash, embedding)
       SELECT $1, id, $4, $2, decode("contentHash", 'hex'), vector::public.halfvec FROM new
     )
     ${countIn('$5::int', '$6::int', '$7::bigint')}`,
    [
      organizationId,
      documentId,
      JSON.stringify(chunks),
      model,
      shardOf(documentId),
      chunks.length,
      chunks.reduce((sum, { length }) => sum + length, 0),
    ],
  );
}

/**
 * Takes a document's passages out of the index with everything that was made from them, in one statement. The caller holds the
 * lock of the document's row.
 */
export async function removeChunks(db: Queryable, organizationId: string, documentId: string): Promise<void> {
  await db.query(
    `WITH old AS (
       DELETE FROM knowledge.chunk WHERE organization_id = $1 AND document_id = $2 RETURNING id, terms, length
     ), old_posting AS (
       DELETE FROM knowledge.posting p
       USING (SELECT old.id, t.term FROM old, unnest(old.terms) AS t(term)) AS gone
       WHERE p.organization_id = $1 AND p.term = gone.term AND p.chunk_id = gone.id
     ), old_embedding AS (
       DELETE FROM knowledge.embedding e USING old WHERE e.organization_id = $1 AND e.chunk_id = old.id
     )
     ${countIn('$3::int', '-(SELECT count(*) FROM old)', '-(SELECT coalesce(sum(length), 0) FROM old)')}`,
    [organizationId, documentId, shardOf(documentId)],
  );
}

/** Exact at every commit. */
export async function selectStatistics(db: Queryable, organizationId: string): Promise<Statistics> {
  const { rows } = await db.query<Statistics>(
    `SELECT coalesce(sum(chunks), 0)::int AS chunks, coalesce(sum(terms), 0)::float8 AS terms
     FROM knowledge.statistic WHERE organization_id = $1`,
    [organizationId],
  );
  return rows[0] ?? { chunks: 0, terms: 0 };
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
