import type { Page } from '@prism/db/page';
import { lockName } from '@prism/db/lockName';
import type { Queryable } from '@prism/db/transaction';

import type { Crawl, CrawlCounts, CrawlStatus } from './crawl.ts';

const columns = `id, url, origin, max_depth AS "maxDepth", max_pages AS "maxPages", include, exclude,
  collection_id AS "collectionId", metadata, status, failure_reason AS "failureReason", limit_reached AS "limitReached",
  created_by AS "createdBy", created_at AS "createdAt", finished_at AS "finishedAt"`;

export type NewCrawl = Omit<Crawl, 'status' | 'failureReason' | 'limitReached' | 'createdAt' | 'finishedAt'>;

export async function insertCrawl(db: Queryable, organizationId: string, crawl: NewCrawl): Promise<Crawl> {
  const { id, url, origin, maxDepth, maxPages, include, exclude, collectionId, metadata, createdBy } = crawl;
  const { rows } = await db.query<Crawl>(
    `INSERT INTO knowledge.crawl
       (organization_id, id, url, origin, max_depth, max_pages, include, exclude, collection_id, metadata, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING ${columns}`,
    [organizationId, id, url, origin, maxDepth, maxPages, include, exclude, collectionId, metadata, createdBy],
  );
  const [inserted] = rows;
  if (!inserted) throw new Error('An insert returned no row.');
  return inserted;
}

export async function selectCrawl(
  db: Queryable,
  organizationId: string,
  { id, lock = false }: { readonly id: string; readonly lock?: boolean },
): Promise<Crawl | undefined> {
  const { rows } = await db.query<Crawl>(
    `SELECT ${columns} FROM knowledge.crawl WHERE organization_id = $1 AND id = $2 ${lock ? 'FOR UPDATE' : ''}`,
    [organizationId, id],
  );
  return rows[0];
}

/** Newest first: ids grow with time. One row more than the page has. */
export async function selectCrawls(db: Queryable, organizationId: string, page: Page<string>): Promise<Crawl[]> {
  const { rows } = await db.query<Crawl>(
    `SELECT ${columns} FROM knowledge.crawl
     WHERE organization_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    [organizationId, page.after, page.limit + 1],
  );
  return rows;
}

/** How many run. Who counts next waits for this transaction, and so counts what it adds. */
export async function countRunning(db: Queryable, organizationId: string): Promise<number> {
  await lockName(db, `knowledge.crawl:${organizationId}`);
  const { rows } = await db.query<{ running: number }>(
    `SELECT count(*)::int AS running FROM knowledge.crawl WHERE status = 'RUNNING' AND organization_id = $1`,
    [organizationId],
  );
  return rows[0]?.running ?? 0;
}

/** What came of the pages of some crawls. */
export async function selectCounts(
  db: Queryable,
  organizationId: string | null,
  ids: readonly string[],
): Promise<CrawlCounts[]> {
  const of = (status: string) => `count(*) FILTER (WHERE status = '${status.toUpperCase()}')::int AS ${status}`;
  const { rows } = await db.query<CrawlCounts>(
    `SELECT crawl_id AS id, ${['queued', 'stored', 'unchanged', 'skipped', 'failed'].map(of).join(', ')}
     FROM knowledge.crawl_page WHERE organization_id = $1 AND crawl_id = ANY($2::uuid[]) GROUP BY crawl_id`,
    [organizationId, ids],
  );
  return rows;
}

/** Ends a crawl that runs; null when there is none. */
export async function endCrawl(
  db: Queryable,
  organizationId: string,
  { id, status, reason }: { readonly id: string; readonly status: CrawlStatus; readonly reason: string | null },
): Promise<Crawl | null> {
  const { rows } = await db.query<Crawl>(
    `UPDATE knowledge.crawl SET status = $3, failure_reason = $4, finished_at = now()
     WHERE organization_id = $1 AND id = $2 AND status = 'RUNNING' RETURNING ${columns}`,
    [organizationId, id, status, reason],
  );
  return rows[0] ?? null;
}

/** Notes where the site turned out to be, or that there are more pages than may be fetched. */
export async function updateCrawl(
  db: Queryable,
  organizationId: string,
  { id, origin, limitReached }: Pick<Crawl, 'id' | 'origin' | 'limitReached'>,
): Promise<void> {
  await db.query(
    `UPDATE knowledge.crawl SET origin = $3, limit_reached = limit_reached OR $4 WHERE organization_id = $1 AND id = $2`,
    [organizationId, id, origin, limitReached],
  );
}

/** See the function's own comment: 0 is a turn taken, else in how many milliseconds there may be one. */
export async function takeTurn(db: Queryable, host: string, intervalMs: number): Promise<number> {
  const { rows } = await db.query<{ wait: number }>('SELECT knowledge.take_host_turn($1, $2) AS wait', [
    host,
    intervalMs,
  ]);
  return rows[0]?.wait ?? 0;
}

export async function deleteOldHosts(db: Queryable): Promise<void> {
  await db.query('SELECT knowledge.forget_hosts()');
}
