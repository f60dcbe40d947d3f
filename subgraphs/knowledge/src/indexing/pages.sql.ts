import type { Queryable } from '@prism/db/transaction';

/** Where the postings of a chunk are. */
export interface Place {
  readonly chunkId: string;
  readonly pageId: number;
  readonly slot: number;
  /** Whether the page is a recent one, that waits to be packed with others. */
  readonly recent: boolean;
}

/**
 * Forgets where chunks are, and says it. From then on nobody packs their page: who packs holds the rows of all chunks of a page, and
 * this waits for it, and says where they are then.
 */
export async function removePlaces(
  db: Queryable,
  organizationId: string,
  chunkIds: readonly string[],
): Promise<Place[]> {
  const { rows } = await db.query<Place>(
    `DELETE FROM knowledge.indexed_chunk WHERE organization_id = $1 AND chunk_id = ANY($2::uuid[])
     RETURNING chunk_id AS "chunkId", page_id AS "pageId", slot, recent`,
    [organizationId, chunkIds],
  );
  return rows;
}

const tableOf = (recent: boolean) => (recent ? 'knowledge.recent_posting' : 'knowledge.page_posting');

/** The postings of a term in a page: see `block.ts`. */
export interface Block {
  readonly term: string;
  readonly pageId: number;
  readonly postings: Buffer;
}

/** A block that the transaction has locked, and where its row is: nobody moves it before the end. */
export interface LockedBlock extends Block {
  readonly ctid: string;
}

/**
 * Locks blocks and reads them. All who change blocks lock them in this order, by page and term, so that none waits for another
 * that waits for it.
 *
 * Each is looked up by itself, and none of the statements on blocks joins them with a list: a page may have tens of thousands of terms,
 * of an organization that the planner takes for nearly empty, and it would compare all with all.
 */
export async function lockBlocks(
  db: Queryable,
  organizationId: string,
  {
    recent,
    wanted,
  }: {
    readonly recent: boolean;
    readonly wanted: readonly { readonly pageId: number; readonly terms: readonly string[] }[];
  },
): Promise<LockedBlock[]> {
  const inOrder = wanted
    .toSorted((a, b) => a.pageId - b.pageId)
    .flatMap(({ pageId, terms }) => terms.toSorted().map((term) => ({ pageId, term })));
  const { rows } = await db.query<LockedBlock>(
    `SELECT w.term, w.page_id AS "pageId", b.ctid, b.postings
     FROM unnest($2::int[], $3::text[]) AS w(page_id, term), LATERAL (
       SELECT b.ctid, b.postings FROM ${tableOf(recent)} b
       WHERE b.organization_id = $1 AND b.term = w.term AND b.page_id = w.page_id FOR UPDATE
     ) AS b`,
    [organizationId, inOrder.map(({ pageId }) => pageId), inOrder.map(({ term }) => term)],
  );
  return rows;
}

/** Deletes blocks that the caller has locked. */
export async function deleteBlocks(
  db: Queryable,
  organizationId: string,
  { recent, blocks }: { readonly recent: boolean; readonly blocks: readonly LockedBlock[] },
): Promise<void> {
  await db.query(`DELETE FROM ${tableOf(recent)} WHERE organization_id = $1 AND ctid = ANY($2::tid[])`, [
    organizationId,
    blocks.map(({ ctid }) => ctid),
  ]);
}

/** Writes blocks back that the caller has locked. */
export async function writeBlocks(
  db: Queryable,
  organizationId: string,
  { recent, blocks }: { readonly recent: boolean; readonly blocks: readonly Block[] },
): Promise<void> {
  await db.query(
    `INSERT INTO ${tableOf(recent)} (organization_id, term, page_id, count, postings)
     SELECT $1, n.term, n.page_id, length(n.postings) / 6, n.postings
     FROM unnest($2::text[], $3::int[], $4::bytea[]) AS n(term, page_id, postings)
     ON CONFLICT (organization_id, term, page_id) DO UPDATE SET count = excluded.count, postings = excluded.postings`,
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
 * Locks the recent pages of the chunks that have waited longest, if `waiting` of them wait, and gives as many pages as have `most`
 * chunks: of documents that were cut at the same time there may be many more. Passes over pages of which somebody is removing a chunk:
 * it waits for nobody.
 */
export async function lockRecent(
  db: Queryable,
  organizationId: string,
  { waiting, most }: { readonly waiting: number; readonly most: number },
): Promise<Omit<Place, 'recent'>[]> {
  const { rows } = await db.query<Omit<Place, 'recent'>>(
    `WITH oldest AS MATERIALIZED (
       SELECT page_id FROM knowledge.indexed_chunk
       WHERE organization_id = $1 AND recent AND EXISTS (
         SELECT FROM knowledge.indexed_chunk WHERE organization_id = $1 AND recent ORDER BY chunk_id OFFSET $2 - 1 LIMIT 1
       )
       ORDER BY chunk_id LIMIT $3
     ), locked AS MATERIALIZED (
       SELECT chunk_id, page_id, slot FROM knowledge.indexed_chunk
       WHERE organization_id = $1 AND page_id IN (SELECT page_id FROM oldest) FOR UPDATE SKIP LOCKED
     ), whole AS (
       SELECT page_id, sum(count(*)) OVER (ORDER BY page_id) - count(*) AS earlier FROM locked GROUP BY page_id
       HAVING count(*) = (SELECT count(*) FROM knowledge.indexed_chunk i WHERE i.organization_id = $1 AND i.page_id = locked.page_id)
     )
     SELECT chunk_id AS "chunkId", page_id AS "pageId", slot FROM locked
     WHERE page_id IN (SELECT page_id FROM whole WHERE earlier < $3) ORDER BY chunk_id`,
    [organizationId, waiting, most],
  );
  return rows;
}

/**
 * Makes one page of recent pages that the caller has locked, all chunks of each. In one statement, so that everybody sees each posting
 * once. `IS TRUE` keeps the planner from looking every page up in an index whose second column is the term.
 */
export async function packPages(
  db: Queryable,
  organizationId: string,
  chunks: readonly Omit<Place, 'recent'>[],
): Promise<void> {
  await db.query(
    `WITH page AS MATERIALIZED (
       SELECT nextval('knowledge.page_id')::int AS id
     ), place AS MATERIALIZED (
       SELECT c.chunk_id, c.page_id AS old_page, c.slot AS old_slot, (c.nth - 1)::int2 AS slot
       FROM unnest($2::uuid[], $3::int[], $4::int[]) WITH ORDINALITY AS c(chunk_id, page_id, slot, nth)
     ), packed AS (
       UPDATE knowledge.indexed_chunk i SET page_id = page.id, slot = place.slot, recent = false FROM place, page
       WHERE i.organization_id = $1 AND i.chunk_id = place.chunk_id
     ), moved AS (
       DELETE FROM knowledge.recent_posting p WHERE p.organization_id = $1 AND (p.page_id = ANY($3::int[])) IS TRUE
       RETURNING p.term, p.page_id, p.postings
     ), posting AS MATERIALIZED (
       SELECT m.term, m.page_id, get_byte(m.postings, at) << 8 | get_byte(m.postings, at + 1) AS slot, substr(m.postings, at + 3, 4) AS counts
       FROM moved m, generate_series(0, length(m.postings) - 1, 6) AS at
     )
     INSERT INTO knowledge.page_posting (organization_id, term, page_id, count, postings)
     SELECT $1, p.term, page.id, count(*), string_agg(int2send(place.slot) || p.counts, '' ORDER BY place.slot)
     FROM posting p JOIN place ON place.old_page = p.page_id AND place.old_slot = p.slot, page
     GROUP BY p.term, page.id ORDER BY p.term`,
    [
      ...[organizationId, chunks.map(({ chunkId }) => chunkId)],
      ...[chunks.map(({ pageId }) => pageId), chunks.map(({ slot }) => slot)],
    ],
  );
}

/** Organizations of which so many chunks wait to be packed, in the order of their ids, after a given one. */
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
