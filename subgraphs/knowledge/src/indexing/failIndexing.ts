import type { TenantDb } from '@prism/queue/tenantDb';

import type { DocumentVersion } from './documentToIndex.ts';
import type { Settle } from './finishIndexing.ts';
import { settleVersion } from './indexing.sql.ts';
import { tenantOf } from './tenantOf.ts';

/**
 * Makes a version FAILED, with a reason for a person, together with the job's end and the event. What the version before
 * has in the index stays. Does nothing when the version is gone or replaced.
 */
export async function failIndexing(
  db: TenantDb,
  { documentId, version, reason }: DocumentVersion & { readonly reason: string },
  settle: Settle,
): Promise<void> {
  await db.transact(async (tx) => {
    if (!(await settle(tx))) return;
    const outcome = { status: 'FAILED', failureReason: reason } as const;
    const settled = await settleVersion(tx, tenantOf(db), { documentId, version, outcome });
    if (settled) await tx.emit({ name: 'document.failed', payload: { documentId, actorId: settled.createdBy } });
  });
}
