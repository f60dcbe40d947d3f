import type { Queryable } from '@prism/db/transaction';

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
