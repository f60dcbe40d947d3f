import type { TenantDb } from '@prism/queue/tenantDb';

import { tenantOf } from './tenantOf.ts';
import type { DocumentToIndex, DocumentVersion } from './documentToIndex.ts';
import { markIndexing } from './indexing.sql.ts';

/** Marks a document's version as INDEXING and returns it; null when it is gone, replaced or done, so there is nothing to do. */
export async function beginIndexing(db: TenantDb, version: DocumentVersion): Promise<DocumentToIndex | null> {
  return db.transact((tx) => markIndexing(tx, tenantOf(db), version));
}
