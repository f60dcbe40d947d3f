import type { Queryable } from '@prism/db/transaction';

import { whereNarrowed, type Narrowing } from './narrowing.ts';

/**
 * The postings of a term: those of a page, see `block.ts` for what is in the bytes, or those of all recent pages (`pageId` null): for
 * each the page's number (int4), how many postings (int2), and these.
 */
export interface TermBlock {
  readonly term: string;
  readonly pageId: number | null;
  readonly count: number;
  readonly postings: Buffer;
}

/** All that BM25 needs of some terms. */
export interface TermBlocks {
  /** How many chunks the organization has, and how many terms they have together. */
  readonly chunks: number;
  readonly length: number;
  readonly blocks: readonly TermBlock[];
}

/** One statement, so that whatever is packed, added or removed meanwhile, each posting is there once and the counts are theirs. */
export async function selectBlocks(
  db: Queryable,
  organizationId: string,
  terms: readonly string[],
): Promise<TermBlocks> {
  const { rows } = await db.query<Omit<TermBlock, 'term'> & { term: string | null }>(
    `SELECT term, page_id AS "pageId", count, postings FROM knowledge.page_posting
     WHERE organization_id = $1 AND term = ANY($2::text[])
     UNION ALL
     SELECT term, NULL, sum(count)::int, string_agg(int4send(page_id) || int2send(count::int2) || postings, '')
     FROM knowledge.recent_posting WHERE organization_id = $1 AND term = ANY($2::text[]) GROUP BY term
     UNION ALL
     SELECT NULL, NULL, coalesce(sum(chunks), 0)::int, int8send(coalesce(sum(terms), 0)::int8)
     FROM knowledge.statistic WHERE organization_id = $1`,
    [organizationId, terms],
  );
  const whole = rows.find(({ term }) => term === null);
  return {
    chunks: whole?.count ?? 0,
    length: Number(whole?.postings.readBigInt64BE() ?? 0n),
    blocks: rows.flatMap(({ term, ...block }) => (term === null ? [] : { term, ...block })),
  };
}

/** A chunk by where its postings are. */
export interface Position {
  readonly pageId: number;
  readonly slot: number;
}

/** A position that is still some chunk's, with its place in the list that was asked for. */
export interface Found {
  readonly nth: number;
  readonly chunkId: string;
}

/** Whose positions these are, of chunks that may be found; in the order of the list. */
export async function selectFound(
  db: Queryable,
  organizationId: string,
  { positions, narrow }: { readonly positions: readonly Position[]; readonly narrow: Narrowing | null },
): Promise<Found[]> {
  const { sql, values } = whereNarrowed(narrow, 'c.document_id', 4);
  // OFFSET 0 keeps the planner from reading all of the organization's chunks instead of each by its key.
  const allowed = narrow
    ? `CROSS JOIN LATERAL (
         SELECT c.document_id FROM knowledge.chunk c WHERE c.organization_id = $1 AND c.id = found.chunk_id OFFSET 0
       ) AS c WHERE ${sql}`
    : '';
  const { rows } = await db.query<Found>(
    `SELECT found.nth::int, found.chunk_id AS "chunkId" FROM (
       SELECT p.nth, i.chunk_id FROM unnest($2::int[], $3::int[]) WITH ORDINALITY AS p(page_id, slot, nth)
       JOIN knowledge.indexed_chunk i ON i.page_id = p.page_id AND i.slot = p.slot AND i.organization_id = $1 OFFSET 0
     ) AS found ${allowed} ORDER BY found.nth`,
    [
      organizationId,
      positions.map(({ pageId }) => pageId),
      positions.map(({ slot }) => slot),
      ...(narrow ? values : []),
    ],
  );
  return rows;
}

/** Where the chunks of documents are; see `DocumentList` for the ids. */
export async function selectPositions(
  db: Queryable,
  organizationId: string,
  documentIds: string,
): Promise<(Position & { readonly chunkId: string })[]> {
  const { rows } = await db.query<Position & { chunkId: string }>(
    `SELECT i.chunk_id AS "chunkId", i.page_id AS "pageId", i.slot FROM knowledge.chunk c
     JOIN knowledge.indexed_chunk i ON i.organization_id = $1 AND i.chunk_id = c.id
     WHERE c.organization_id = $1 AND c.document_id = ANY($2::uuid[])`,
    [organizationId, documentIds],
  );
  return rows;
}

/** In how many chunks each of some terms is; those that are in none are left out. */
export async function selectFrequencies(
  db: Queryable,
  organizationId: string,
  terms: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ term: string; count: number }>(
    `SELECT term, sum(count)::int AS count FROM (
       SELECT term, sum(count) AS count FROM knowledge.page_posting
       WHERE organization_id = $1 AND term = ANY($2::text[]) GROUP BY term
       UNION ALL
       SELECT term, sum(count) FROM knowledge.recent_posting
       WHERE organization_id = $1 AND term = ANY($2::text[]) GROUP BY term
     ) AS found GROUP BY term`,
    [organizationId, terms],
  );
  return new Map(rows.map(({ term, count }) => [term, count]));
}
