import type { Queryable } from '@prism/db/transaction';

import type { Hit, KeywordHits } from './hit.ts';
import { whereNarrowed, type Narrowing } from './narrowing.ts';

export { vectorHits } from './vectorHits.ts';

/** How many passages a way of searching gives, when there are so many, and among which documents. */
interface Leg {
  readonly limit: number;
  readonly narrow?: Narrowing | null | undefined;
}

/**
 * BM25 (k1 1.2, b 0.75, idf as Lucene's) over the organization's own statistics, best first. Reads the postings of the terms
 * and nothing else; a term's document frequency is how many postings it has. 2.2 is k1 + 1, 0.3 is k1 (1 - b), 0.9 is k1 b.
 * The ceiling counts in the terms that there are no postings of.
 */
export async function keywordHits(
  db: Queryable,
  organizationId: string,
  { terms, limit, narrow }: Leg & { readonly terms: readonly string[] },
): Promise<KeywordHits> {
  const { sql, values } = whereNarrowed(narrow, 'c.document_id', 4);
  const allowed = narrow ? `JOIN knowledge.chunk c ON c.organization_id = $1 AND c.id = m.chunk_id WHERE ${sql}` : '';
  const { rows } = await db.query<Hit & { ceiling: number }>(
    `WITH whole AS (
       SELECT sum(chunks)::float8 AS n, sum(terms)::float8 / nullif(sum(chunks), 0) AS mean
       FROM knowledge.statistic WHERE organization_id = $1
     ), matched AS MATERIALIZED (
       SELECT p.term, p.chunk_id, p.tf::float8, p.length::float8 FROM knowledge.posting p
       WHERE p.organization_id = $1 AND p.term = ANY($2::text[])
     ), term AS (
       SELECT f.term, ln(1 + (whole.n - f.df + 0.5) / (f.df + 0.5)) * 2.2 AS idf, 0.9 / whole.mean AS slope
       FROM (SELECT term, count(*)::float8 AS df FROM matched GROUP BY term) AS f, whole
     )
     SELECT m.chunk_id AS "chunkId", sum(t.idf * m.tf / (m.tf + 0.3 + t.slope * m.length)) AS score,
       (SELECT sum(idf) + (cardinality($2::text[]) - count(*)) * (SELECT ln(2 * whole.n + 2) * 2.2 FROM whole) FROM term)
         AS ceiling
     FROM matched m JOIN term t USING (term) ${allowed}
     GROUP BY m.chunk_id ORDER BY score DESC, m.chunk_id LIMIT $3`,
    [organizationId, terms, limit, ...(narrow ? values : [])],
  );
  return { hits: rows.map(({ chunkId, score }) => ({ chunkId, score })), ceiling: rows[0]?.ceiling ?? 0 };
}

/** The inverse document frequency of each term, in this organization; of a term that it does not have, the highest there is. */
export async function selectTermWeights(
  db: Queryable,
  organizationId: string,
  terms: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ term: string; weight: number }>(
    `SELECT q.term, ln(1 + (greatest(whole.n, p.df) - p.df + 0.5) / (p.df + 0.5))::float8 AS weight
     FROM unnest($2::text[]) AS q(term)
     CROSS JOIN (SELECT coalesce(sum(chunks), 0)::float8 AS n FROM knowledge.statistic WHERE organization_id = $1) AS whole
     CROSS JOIN LATERAL (
       SELECT count(*) AS df FROM knowledge.posting WHERE organization_id = $1 AND posting.term = q.term
     ) AS p`,
    [organizationId, terms],
  );
  return new Map(rows.map(({ term, weight }) => [term, weight]));
}
