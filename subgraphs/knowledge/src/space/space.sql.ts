import type { Queryable } from '@prism/db/transaction';

import type { Space, SpaceState } from './space.ts';

const columns = `model, dimensions, state, graph, filled_chunks::float8 AS "filledChunks",
  extract(epoch FROM now() - since)::float8 * 1000 AS "ageMs", leased_until > now() AS leased`;

/** The organization's spaces, the ACTIVE one first. */
export async function selectSpaces(db: Queryable, organizationId: string): Promise<Space[]> {
  const { rows } = await db.query<Space>(
    `SELECT ${columns} FROM knowledge.vector_space WHERE organization_id = $1 ORDER BY state, model`,
    [organizationId],
  );
  return rows;
}

/** One space, whatever its state. */
export async function selectSpace(db: Queryable, organizationId: string, model: string): Promise<Space | null> {
  const { rows } = await db.query<Space>(
    `SELECT ${columns} FROM knowledge.vector_space WHERE organization_id = $1 AND model = $2`,
    [organizationId, model],
  );
  return rows[0] ?? null;
}

/**
 * Locks the organization's spaces until the transaction ends, and reads them: UPDATE for who changes which there are, KEY SHARE
 * for who adds vectors and relies on that, and waits for nobody who only notes how far a filling is.
 */
export async function lockSpaces(db: Queryable, organizationId: string, how: 'KEY SHARE' | 'UPDATE'): Promise<Space[]> {
  const { rows } = await db.query<Space>(
    `SELECT ${columns} FROM knowledge.vector_space WHERE organization_id = $1 ORDER BY model FOR ${how}`,
    [organizationId],
  );
  return rows;
}

/** Adds a space, unless it is there, or it would be a second ACTIVE one. */
export async function insertSpace(
  db: Queryable,
  organizationId: string,
  { model, dimensions, state }: Pick<Space, 'model' | 'dimensions' | 'state'>,
): Promise<void> {
  await db.query(
    `INSERT INTO knowledge.vector_space (organization_id, model, dimensions, state) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [organizationId, model, dimensions, state],
  );
}

/** Gives a space its next state; one that is to be filled is filled from the beginning. */
export async function updateState(
  db: Queryable,
  organizationId: string,
  { model, state }: { readonly model: string; readonly state: SpaceState },
): Promise<void> {
  await db.query(
    `UPDATE knowledge.vector_space
     SET state = $3, since = now(), filled_to = NULL, filled_chunks = 0, leased_until = '-infinity'
     WHERE organization_id = $1 AND model = $2`,
    [organizationId, model, state],
  );
}

/** Says of a space how long its vectors are, or that some are in the graph. */
export async function updateSpace(
  db: Queryable,
  organizationId: string,
  { model, dimensions, graph }: { readonly model: string; readonly dimensions: number | null; readonly graph: boolean },
): Promise<void> {
  await db.query(
    `UPDATE knowledge.vector_space SET dimensions = coalesce(dimensions, $3), graph = graph OR $4
     WHERE organization_id = $1 AND model = $2
       AND (dimensions IS DISTINCT FROM coalesce(dimensions, $3) OR graph <> (graph OR $4))`,
    [organizationId, model, dimensions, graph],
  );
}

/** Takes a space for oneself for so long; false when another has it, or its state is not the one that it is taken for. */
export async function leaseSpace(
  db: Queryable,
  organizationId: string,
  { model, state, ms }: { readonly model: string; readonly state: SpaceState; readonly ms: number },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE knowledge.vector_space SET leased_until = now() + $4 * interval '1 millisecond'
     WHERE organization_id = $1 AND model = $2 AND state = $3 AND leased_until <= now()`,
    [organizationId, model, state, ms],
  );
  return rowCount > 0;
}

/** Keeps a lease for so long from now on, or gives it back (0). */
export async function extendLease(
  db: Queryable,
  organizationId: string,
  { model, ms }: { readonly model: string; readonly ms: number },
): Promise<void> {
  await db.query(
    `UPDATE knowledge.vector_space SET leased_until = now() + $3 * interval '1 millisecond'
     WHERE organization_id = $1 AND model = $2`,
    [organizationId, model, ms],
  );
}

export async function deleteSpace(db: Queryable, organizationId: string, model: string): Promise<void> {
  await db.query('DELETE FROM knowledge.vector_space WHERE organization_id = $1 AND model = $2', [
    organizationId,
    model,
  ]);
}

/** Organizations whose spaces are not as they should be, in the order of their ids, after a given one. */
export async function listOrganizationsReembedding(
  db: Queryable,
  after: string,
  { model, limit }: { readonly model: string; readonly limit: number },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'SELECT organization_id AS id FROM knowledge.organizations_reembedding($1, $2, $3)',
    [model, after, limit],
  );
  return rows.map(({ id }) => id);
}

/** Organizations that have more chunks than so many, in the order of their ids, after a given one. */
export async function listOrganizationsLargerThan(
  db: Queryable,
  after: string,
  { chunks, limit }: { readonly chunks: number; readonly limit: number },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'SELECT organization_id AS id FROM knowledge.organizations_larger_than($1, $2, $3)',
    [chunks, after, limit],
  );
  return rows.map(({ id }) => id);
}
