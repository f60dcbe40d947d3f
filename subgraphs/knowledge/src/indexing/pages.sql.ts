import type { Queryable } from '@prism/db/transaction';

/** Where the postings of a chunk are that is in a page. */
export interface Place {
  readonly chunkId: string;
  readonly pageId: number;
  readonly slot: number;
}

/**
 * Forgets where chunks are, and says it of those that are in a page; the others are in rows. From then on nobody packs them: who
 * packs holds these rows, and this waits for it. The next statement sees what was packed meanwhile.
 */
export async function removePlaces(
  db: Queryable,
  organizationId: string,
  chunkIds: readonly string[],
): Promise<Place[]> {
  const { rows } = await db.query<{ chunkId: string; pageId: number | null; slot: number | null }>(
    `DELETE FROM knowledge.indexed_chunk WHERE organization_id = $1 AND chunk_id = ANY($2::uuid[])
     RETURNING chunk_id AS "chunkId", page_id AS "pageId", slot`,
    [organizationId, chunkIds],
  );
  return rows.flatMap(({ chunkId, pageId, slot }) =>
    pageId === null || slot === null ? [] : [{ chunkId, pageId, slot }],
  );
}

/** The postings of a term in a page: see `block.ts`. */
export interface BlockRow {
  readonly term: string;
  readonly pageId: number;
  readonly postings: Buffer;
}

/**
 * Locks blocks and reads them. All who change blocks lock them in this order, by page and term, so that none waits for another
 * that waits for it.
 */
export async function lockBlocks(
  db: Queryable,
  organizationId: string,
  wanted: readonly { readonly pageId: number; readonly terms: readonly string[] }[],
): Promise<BlockRow[]> {
  const { rows } = await db.query<BlockRow>(
    `SELECT b.term, b.page_id AS "pageId", b.postings FROM knowledge.page_posting b
     JOIN (
       SELECT w."pageId" AS page_id, t.term FROM jsonb_to_recordset($2::jsonb) AS w("pageId" int, terms text[]),
         unnest(w.terms) AS t(term)
     ) AS wanted USING (term, page_id)
     WHERE b.organization_id = $1 ORDER BY b.page_id, b.term FOR UPDATE OF b`,
    [organizationId, JSON.stringify(wanted)],
  );
  return rows;
}

/** Writes blocks back that the caller has locked; one without postings goes. */
export async function writeBlocks(db: Queryable, organizationId: string, blocks: readonly BlockRow[]): Promise<void> {
  await db.query(
    `WITH new AS MATERIALIZED (
       SELECT * FROM unnest($2::text[], $3::int[], $4::bytea[]) AS n(term, page_id, postings)
     ), emptied AS (
       DELETE FROM knowledge.page_posting b USING new
       WHERE b.organization_id = $1 AND b.term = new.term AND b.page_id = new.page_id AND length(new.postings) = 0
     )
     UPDATE knowledge.page_posting b SET postings = new.postings, count = length(new.postings) / 6 FROM new
     WHERE b.organization_id = $1 AND b.term = new.term AND b.page_id = new.page_id AND length(new.postings) > 0`,
    [
      organizationId,
      blocks.map(({ term }) => term),
      blocks.map(({ pageId }) => pageId),
      blocks.map(({ postings }) => postings),
    ],
  );
}

/** Whether this transaction is the only one that packs in the organization; it is until it ends. */
export async function lockPacking(db: Queryable, organizationId: string): Promise<boolean> {
  const { rows } = await db.query<{ locked: boolean }>(
    `SELECT pg_try_advisory_xact_lock(hashtextextended('knowledge.pack:' || $1, 0)) AS locked`,
    [organizationId],
  );
  return rows[0]?.locked ?? false;
}

/**
 * Locks the chunks that have waited longest for a page, if `waiting` of them wait. Passes over those that somebody is removing: it
 * waits for nobody.
 */
export async function lockWaiting(
  db: Queryable,
  organizationId: string,
  { waiting, most }: { readonly waiting: number; readonly most: number },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT chunk_id AS id FROM knowledge.indexed_chunk
     WHERE organization_id = $1 AND page_id IS NULL AND EXISTS (
       SELECT FROM knowledge.indexed_chunk WHERE organization_id = $1 AND page_id IS NULL
       ORDER BY chunk_id OFFSET $2 - 1 LIMIT 1
     )
     ORDER BY chunk_id LIMIT $3 FOR UPDATE SKIP LOCKED`,
    [organizationId, waiting, most],
  );
  return rows.map(({ id }) => id);
}

/**
 * Moves the postings of chunks that the caller has locked from rows into a new page. In one statement, so that everybody sees each
 * posting once. `IS TRUE` keeps the planner from looking every chunk up in an index whose second column is the term.
 */
export async function packChunks(db: Queryable, organizationId: string, chunkIds: readonly string[]): Promise<void> {
  await db.query(
    `WITH page AS MATERIALIZED (
       SELECT nextval('knowledge.page_id')::int AS id
     ), place AS MATERIALIZED (
       SELECT p.chunk_id, (p.nth - 1)::int2 AS slot, page.id AS page_id
       FROM unnest($2::uuid[]) WITH ORDINALITY AS p(chunk_id, nth), page
     ), packed AS (
       UPDATE knowledge.indexed_chunk i SET page_id = place.page_id, slot = place.slot FROM place
       WHERE i.organization_id = $1 AND i.chunk_id = place.chunk_id
     ), moved AS (
       DELETE FROM knowledge.posting p WHERE p.organization_id = $1 AND (p.chunk_id = ANY($2::uuid[])) IS TRUE
       RETURNING p.term, p.chunk_id, p.tf, p.length
     )
     INSERT INTO knowledge.page_posting (organization_id, term, page_id, count, postings)
     SELECT $1, m.term, place.page_id, count(*),
       string_agg(
         int2send(place.slot) || int2send(least(m.tf, 32767)::int2) || int2send(least(m.length, 32767)::int2), ''
         ORDER BY place.slot
       )
     FROM moved m JOIN place USING (chunk_id) GROUP BY m.term, place.page_id ORDER BY m.term`,
    [organizationId, chunkIds],
  );
}

/** Organizations of which so many chunks wait for a page, in the order of their ids, after a given one. */
export async function listOrganizationsPacking(
  db: Queryable,
  after: string,
  { waiting, most }: { readonly waiting: number; readonly most: number },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'SELECT organization_id AS id FROM knowledge.organizations_packing($1, $2, $3)',
    [after, waiting, most],
  );
  return rows.map(({ id }) => id);
}
