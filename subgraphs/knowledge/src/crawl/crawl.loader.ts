import { createBatchLoader, type BatchLoader } from '@prism/graphql-kit/batchLoader';
import type { TenantDb } from '@prism/queue/tenantDb';

import { selectCounts } from './crawl.sql.ts';
import type { CrawlCounts } from './crawl.ts';

/** Reads of one request, each batched over all who ask in the same tick. */
export interface CrawlLoaders {
  readonly crawlCounts: BatchLoader<CrawlCounts>;
}

export function createCrawlLoaders(db: TenantDb): CrawlLoaders {
  return {
    crawlCounts: createBatchLoader(
      (ids) => db.read((tx) => selectCounts(tx, db.organizationId, ids)),
      ({ id }) => id,
    ),
  };
}
