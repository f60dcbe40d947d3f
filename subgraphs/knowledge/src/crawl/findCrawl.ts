import type { TenantDb } from '@prism/queue/tenantDb';

import { tenantOf } from '../indexing/tenantOf.ts';
import { selectCounts, selectCrawl } from './crawl.sql.ts';
import type { Crawl } from './crawl.ts';

/** What a crawl has come to. */
export type CrawlSummary = Pick<Crawl, 'url' | 'status' | 'failureReason' | 'createdBy'> & {
  /** Pages that are new documents, or new versions of them. */
  readonly stored: number;
  /** Pages that could not be had. */
  readonly failed: number;
};

/** A crawl for whoever tells of it; null when there is none. For workers, whose database shows all of the organization. */
export async function findCrawl(db: TenantDb, id: string): Promise<CrawlSummary | null> {
  const organizationId = tenantOf(db);
  return db.read(async (tx) => {
    const crawl = await selectCrawl(tx, organizationId, { id });
    const [counts] = await selectCounts(tx, organizationId, [id]);
    return crawl && counts ? { ...crawl, stored: counts.stored, failed: counts.failed } : null;
  });
}
