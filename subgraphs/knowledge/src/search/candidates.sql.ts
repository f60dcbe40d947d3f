import type { Queryable } from '@prism/db/transaction';

/** A passage as a reranker reads it: under its document's title and its headings. */
export interface CandidateText {
  readonly chunkId: string;
  readonly text: string;
}

/** The texts of passages, those that exist still, in any order. */
export async function selectCandidateTexts(
  db: Queryable,
  organizationId: string,
  chunkIds: readonly string[],
): Promise<CandidateText[]> {
  const { rows } = await db.query<CandidateText>(
    `SELECT c.id AS "chunkId", concat_ws(E'\\n', d.title, nullif(array_to_string(c.heading_path, ' > '), ''), c.text) AS text
     FROM knowledge.chunk c
     JOIN knowledge.document d ON d.organization_id = c.organization_id AND d.id = c.document_id
     WHERE c.organization_id = $1 AND c.id = ANY($2::uuid[])`,
    [organizationId, chunkIds],
  );
  return rows;
}

/** How alike two passages are: the cosine of their vectors. */
export interface Likeness {
  readonly a: string;
  readonly b: string;
  readonly cosine: number;
}

/** How alike passages are, each pair once. Of passages without a vector by the model nothing is said. */
export async function selectLikeness(
  db: Queryable,
  organizationId: string,
  { model, chunkIds }: { readonly model: string; readonly chunkIds: readonly string[] },
): Promise<Likeness[]> {
  const { rows } = await db.query<Likeness>(
    `WITH candidate AS MATERIALIZED (
       SELECT e.chunk_id, e.embedding FROM knowledge.embedding e
       WHERE e.organization_id = $1 AND e.model = $2 AND e.chunk_id = ANY($3::uuid[])
     )
     SELECT a.chunk_id AS a, b.chunk_id AS b, 1 - (a.embedding OPERATOR(public.<=>) b.embedding) AS cosine
     FROM candidate a JOIN candidate b ON a.chunk_id < b.chunk_id`,
    [organizationId, model, chunkIds],
  );
  return rows;
}
