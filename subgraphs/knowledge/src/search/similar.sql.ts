import type { Queryable } from '@prism/db/transaction';

/** The middle of a document: the mean of its passages' vectors by a model. */
export interface Centre {
  readonly id: string;
  /** How many passages it has. */
  readonly chunks: number;
  /** pgvector's text form. */
  readonly vector: string;
}

/** The middles of those of the documents that have passages which the actor may read. */
export async function selectCentres(
  db: Queryable,
  organizationId: string,
  { model, documentIds }: { readonly model: string; readonly documentIds: readonly string[] },
): Promise<Centre[]> {
  const { rows } = await db.query<Centre>(
    `SELECT c.document_id AS id, count(*)::int AS chunks, avg(e.embedding)::text AS vector
     FROM (
       SELECT c.id, c.document_id FROM knowledge.chunk c
       WHERE c.organization_id = $1 AND c.document_id = ANY($3::uuid[]) OFFSET 0
     ) AS c
     CROSS JOIN LATERAL (
       SELECT e.embedding FROM knowledge.embedding e
       WHERE e.organization_id = $1 AND e.chunk_id = c.id AND e.model = $2 OFFSET 0
     ) AS e
     GROUP BY c.document_id`,
    [organizationId, model, documentIds],
  );
  return rows;
}
