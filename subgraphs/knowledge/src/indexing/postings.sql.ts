import { tokenizerVersion } from '@prism/ai/tokenize';
import type { Queryable } from '@prism/db/transaction';

import type { RemovedChunk } from './chunks.sql.ts';
import { cutFromPages } from './cutFromPages.ts';
import type { IndexedChunk } from './indexedChunk.ts';
import { removePlaces } from './pages.sql.ts';

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

/** What the inverted index needs of a chunk. */
export type PostedChunk = Pick<IndexedChunk, 'id' | 'terms' | 'frequencies' | 'length'>;

/** Puts a document's chunks into the inverted index and the statistics, in one statement. None of them may be there. */
export async function insertPostings(
  db: Queryable,
  organizationId: string,
  { documentId, chunks }: { readonly documentId: string; readonly chunks: readonly PostedChunk[] },
): Promise<void> {
  const postings = chunks.map(({ id, terms, frequencies, length }) => ({ id, terms, frequencies, length }));
  await db.query(
    `WITH new AS (
       SELECT * FROM jsonb_to_recordset($2::jsonb) AS n(id uuid, terms text[], frequencies int[], length int)
     ), new_place AS (
       INSERT INTO knowledge.indexed_chunk (organization_id, chunk_id, tokenizer) SELECT $1, new.id, $6 FROM new
     ), new_posting AS (
       INSERT INTO knowledge.posting (organization_id, term, chunk_id, tf, length)
       SELECT $1, t.term, new.id, t.tf, new.length FROM new, unnest(new.terms, new.frequencies) AS t(term, tf)
     ) ${countIn}`,
    [
      ...[organizationId, JSON.stringify(postings)],
      ...[[shardOf(documentId)], [chunks.length], [sumLengths(chunks)]],
      tokenizerVersion,
    ],
  );
}

/**
 * Takes chunks of documents out of the inverted index and the statistics, in rows and in pages: no term of theirs is left. The
 * caller holds the locks of the documents' rows.
 */
export async function removePostings(
  db: Queryable,
  organizationId: string,
  chunks: readonly RemovedChunk[],
): Promise<void> {
  const termsOf = new Map(chunks.map(({ id, terms }) => [id, terms]));
  const placed = await removePlaces(db, organizationId, [...termsOf.keys()]);
  await cutFromPages(
    db,
    organizationId,
    placed.map((place) => ({ ...place, terms: termsOf.get(place.chunkId) ?? [] })),
  );
  const inPages = new Set(placed.map(({ chunkId }) => chunkId));
  const byShard = [...Map.groupBy(chunks, ({ documentId }) => shardOf(documentId))];
  const gone = chunks.filter(({ id }) => !inPages.has(id)).map(({ id, terms }) => ({ id, terms }));
  await db.query(
    `WITH old_posting AS (
       DELETE FROM knowledge.posting p
       USING (
         SELECT n.id, t.term FROM jsonb_to_recordset($2::jsonb) AS n(id uuid, terms text[]), unnest(n.terms) AS t(term)
       ) AS gone
       WHERE p.organization_id = $1 AND p.term = gone.term AND p.chunk_id = gone.id
     ) ${countIn}`,
    [
      ...[organizationId, JSON.stringify(gone), byShard.map(([shard]) => shard)],
      ...[byShard.map(([, inShard]) => -inShard.length), byShard.map(([, inShard]) => -sumLengths(inShard))],
    ],
  );
}

/** In the order of the shards, as all lock them. */
const countIn = `
  INSERT INTO knowledge.statistic AS s (organization_id, shard, chunks, terms)
  SELECT $1, n.shard, n.chunks, n.terms FROM unnest($3::int[], $4::int[], $5::bigint[]) AS n(shard, chunks, terms) ORDER BY n.shard
  ON CONFLICT (organization_id, shard) DO UPDATE
  SET chunks = s.chunks + excluded.chunks, terms = s.terms + excluded.terms`;

function sumLengths(chunks: readonly { readonly length: number }[]): number {
  return chunks.reduce((sum, { length }) => sum + length, 0);
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
