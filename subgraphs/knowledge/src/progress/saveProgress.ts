import type { TenantDb } from '@prism/queue/tenantDb';

import type { DocumentVersion } from '../indexing/documentToIndex.ts';
import { tenantOf } from '../indexing/tenantOf.ts';
import { upsertProgress } from './progress.sql.ts';

/**
 * Keeps how many of a version's chunks are embedded, for those who watch. False when the version is gone or replaced: then
 * nothing more need be done for it.
 */
export async function saveProgress(
  db: TenantDb,
  progress: DocumentVersion & { readonly chunks: number; readonly embedded: number },
): Promise<boolean> {
  return db.transact((tx) => upsertProgress(tx, tenantOf(db), progress));
}
