import { tokenizerVersion } from '@prism/ai/tokenize';
import type { Queryable } from '@prism/db/transaction';

import { toBlocks } from './block.ts';
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
/** Chunks of a page at most, so that a slot is an int2. */
const largestPage = 2_048;

/** A document always counts in the same shard, so no shard falls below zero. */
function shardOf(documentId: string): number {
  return Number.parseInt(documentId.slice(-2), 16) % shards;
}

/** What the inverted index needs of a chunk. */
export type PostedChunk = Pick<IndexedChunk, 'id' | 'terms' | 'frequencies' | 'length'> & {
  readonly documentId: string;
};

/** Puts chunks into the inverted index, together as a recent page, and into the statistics. None of them may be there. */
export async function insertPostings(
  db: Queryable,
  organizationId: string,
  chunks: readonly PostedChunk[],
): Promise<void> {
  for (let from = 0; from < chunks.length; from += largestPage) {
    await insertPage(db, organizationId, chunks.slice(from, from + largestPage));
  }
}

async function insertPage(db: Queryable, organizationId: string, chunks: readonly PostedChunk[]): Promise<void> {
  const blocks = toBlocks(chunks);
  await db.query(
    `WITH page AS MATERIALIZED (
       SELECT nextval('knowledge.page_id')::int AS id
     ), new_place AS (
       INSERT INTO knowledge.indexed_chunk (organization_id, chunk_id, tokenizer, page_id, slot)
       SELECT $1, n.id, $8, page.id, n.nth - 1 FROM unnest($5::uuid[]) WITH ORDINALITY AS n(id, nth), page
     ), new_block AS (
       INSERT INTO knowledge.recent_posting (organization_id, term, page_id, count, postings)
       SELECT $1, n.term, page.id, length(n.postings) / 6, n.postings FROM unnest($6::text[], $7::bytea[]) AS n(term, postings), page
     ) ${countIn}`,
    [
      ...[organizationId, ...countsOf(chunks, 1), chunks.map(({ id }) => id)],
      ...[blocks.map(({ term }) => term), blocks.map(({ postings }) => postings), tokenizerVersion],
    ],
  );
}

/**
 * Takes chunks of documents out of the inverted index and the statistics: no term of theirs is left. The caller holds the locks of
 * the documents' rows.
 */
export async function removePostings(
  db: Queryable,
  organizationId: string,
  chunks: readonly RemovedChunk[],
): Promise<void> {
  const termsOf = new Map(chunks.map(({ id, terms }) => [id, terms]));
  const places = await removePlaces(db, organizationId, [...termsOf.keys()]);
  await cutFromPages(
    db,
    organizationId,
    places.map((place) => ({ ...place, terms: termsOf.get(place.chunkId) ?? [] })),
  );
  await db.query(countIn, [organizationId, ...countsOf(chunks, -1)]);
}

/** In the order of the shards, as all lock them. */
const countIn = `
  INSERT INTO knowledge.statistic AS s (organization_id, shard, chunks, terms)
  SELECT $1, n.shard, n.chunks, n.terms FROM unnest($2::int[], $3::int[], $4::bigint[]) AS n(shard, chunks, terms) ORDER BY n.shard
  ON CONFLICT (organization_id, shard) DO UPDATE
  SET chunks = s.chunks + excluded.chunks, terms = s.terms + excluded.terms`;

/** What chunks change in the statistics, as `countIn` takes it: shards, and of each its chunks and their lengths. */
function countsOf(chunks: readonly Pick<PostedChunk, 'documentId' | 'length'>[], sign: 1 | -1): number[][] {
  const byShard = [...Map.groupBy(chunks, ({ documentId }) => shardOf(documentId))];
  return [
    byShard.map(([shard]) => shard),
    byShard.map(([, inShard]) => sign * inShard.length),
    byShard.map(([, inShard]) => sign * inShard.reduce((sum, { length }) => sum + length, 0)),
  ];
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
