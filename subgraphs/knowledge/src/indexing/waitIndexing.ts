import type { TenantDb } from '@prism/queue/tenantDb';

import type { DocumentVersion } from './documentToIndex.ts';
import { setWaitingReason } from './indexing.sql.ts';
import { tenantOf } from './tenantOf.ts';

/** Keeps what a version waits for, in words for a person, until it is begun again. Does nothing when it is gone, replaced or done. */
export async function waitIndexing(
  db: TenantDb,
  { documentId, version, reason }: DocumentVersion & { readonly reason: string },
): Promise<void> {
  await db.transact((tx) => setWaitingReason(tx, tenantOf(db), { documentId, version, reason }));
}
