import { newId } from '@prism/db/newId';
import type { Page } from '@prism/db/page';
import type { Queryable } from '@prism/db/transaction';

import type { CrawlPage, CrawlPageStatus } from './crawl.ts';

const columns = `id, crawl_id AS "crawlId", url, depth, status, reason, http_status AS "httpStatus",
  document_id AS "documentId", finished_at AS "finishedAt"`;

/** Where a page is. */
export interface PageKey {
  readonly crawlId: string;
  readonly pageId: string;
}

export async function selectPage(
  db: Queryable,
  organizationId: string,
  { crawlId, pageId }: PageKey,
): Promise<CrawlPage | undefined> {
  const { rows } = await db.query<CrawlPage>(
    `SELECT ${columns} FROM knowledge.crawl_page WHERE organization_id = $1 AND crawl_id = $2 AND id = $3`,
    [organizationId, crawlId, pageId],
  );
  return rows[0];
}

/** In the order in which they were found; all, or those with one status. One row more than the page has. */
export async function selectPages(
  db: Queryable,
  organizationId: string,
  { crawlId, status, page }: { crawlId: string; status: CrawlPageStatus | null; page: Page<string> },
): Promise<CrawlPage[]> {
  const { rows } = await db.query<CrawlPage>(
    `SELECT ${columns} FROM knowledge.crawl_page
     WHERE organization_id = $1 AND crawl_id = $2 AND ($3::text IS NULL OR status = $3)
       AND ($4::uuid IS NULL OR id > $4) ORDER BY id LIMIT $5`,
    [organizationId, crawlId, status, page.after, page.limit + 1],
  );
  return rows;
}

export async function countPages(db: Queryable, organizationId: string, crawlId: string): Promise<number> {
  const { rows } = await db.query<{ pages: number }>(
    'SELECT count(*)::int AS pages FROM knowledge.crawl_page WHERE organization_id = $1 AND crawl_id = $2',
    [organizationId, crawlId],
  );
  return rows[0]?.pages ?? 0;
}

/** Those of the URLs that the crawl has no page for, in their order. */
export async function selectUnknown(
  db: Queryable,
  organizationId: string,
  { crawlId, urls }: { readonly crawlId: string; readonly urls: readonly string[] },
): Promise<string[]> {
  const { rows } = await db.query<{ url: string }>(
    `SELECT n.url FROM unnest($3::text[]) WITH ORDINALITY AS n(url, place)
     WHERE NOT EXISTS (SELECT FROM knowledge.crawl_page p WHERE p.organization_id = $1 AND p.crawl_id = $2 AND p.url = n.url)
     ORDER BY n.place`,
    [organizationId, crawlId, urls],
  );
  return rows.map(({ url }) => url);
}

/** Pages to fetch, or to leave alone for a reason. Those that the crawl has already stay as they are. */
export async function insertPages(
  db: Queryable,
  organizationId: string,
  pages: readonly (Pick<CrawlPage, 'crawlId' | 'url' | 'depth'> & { readonly skip?: string })[],
): Promise<void> {
  if (pages.length === 0) return;
  await db.query(
    `INSERT INTO knowledge.crawl_page (organization_id, crawl_id, id, url, depth, status, reason, finished_at)
     SELECT $1, "crawlId", id, url, depth, CASE WHEN skip IS NULL THEN 'QUEUED' ELSE 'SKIPPED' END, skip,
       CASE WHEN skip IS NOT NULL THEN now() END
     FROM jsonb_to_recordset($2::jsonb) AS n("crawlId" uuid, id uuid, url text, depth int, skip text)
     ON CONFLICT DO NOTHING`,
    [organizationId, JSON.stringify(pages.map((page) => ({ ...page, id: newId() })))],
  );
}

/** The page to fetch next: the nearest to the beginning, of these the one that was found first. */
export async function selectNextPage(db: Queryable, organizationId: string, crawlId: string): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM knowledge.crawl_page WHERE organization_id = $1 AND crawl_id = $2 AND status = 'QUEUED'
     ORDER BY depth, id LIMIT 1`,
    [organizationId, crawlId],
  );
  return rows[0]?.id ?? null;
}

export type PageResult = Pick<CrawlPage, 'status' | 'reason' | 'httpStatus' | 'documentId'>;

/** Settles a page that was QUEUED. */
export async function settlePage(
  db: Queryable,
  organizationId: string,
  { crawlId, pageId, status, reason, httpStatus, documentId }: PageKey & PageResult,
): Promise<void> {
  await db.query(
    `UPDATE knowledge.crawl_page SET status = $4, reason = $5, http_status = $6, document_id = $7, finished_at = now()
     WHERE organization_id = $1 AND crawl_id = $2 AND id = $3 AND status = 'QUEUED'`,
    [organizationId, crawlId, pageId, status, reason, httpStatus, documentId],
  );
}

/** Leaves alone what has not been fetched yet. */
export async function skipQueued(
  db: Queryable,
  organizationId: string,
  { crawlId, reason }: { readonly crawlId: string; readonly reason: string },
): Promise<void> {
  await db.query(
    `UPDATE knowledge.crawl_page SET status = 'SKIPPED', reason = $3, finished_at = now()
     WHERE organization_id = $1 AND crawl_id = $2 AND status = 'QUEUED'`,
    [organizationId, crawlId, reason],
  );
}

/** Why a crawl came to nothing: what became of its first page, when no page is a document. Null when one is. */
export async function selectFailure(db: Queryable, organizationId: string, crawlId: string): Promise<string | null> {
  const { rows } = await db.query<{ reason: string | null }>(
    `SELECT p.reason FROM knowledge.crawl_page p
     WHERE p.organization_id = $1 AND p.crawl_id = $2 AND NOT EXISTS (
       SELECT FROM knowledge.crawl_page q
       WHERE q.organization_id = $1 AND q.crawl_id = $2 AND q.status IN ('STORED', 'UNCHANGED'))
     ORDER BY p.depth, p.id LIMIT 1`,
    [organizationId, crawlId],
  );
  return rows[0]?.reason ?? null;
}
