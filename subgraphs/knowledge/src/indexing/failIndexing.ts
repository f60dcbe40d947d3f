import type { TenantDb } from '@prism/queue/tenantDb';

import type { DocumentVersion } from './documentToIndex.ts';
import type { Settle } from './finishIndexing.ts';
import { lockVersion, settleVersion } from './indexing.sql.ts';
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
  const organizationId = tenantOf(db);
  await db.transact(async (tx) => {
    if (!(await settle(tx))) return;
    const locked = await lockVersion(tx, organizationId, { documentId, version });
    if (!locked) return;
    await tx.emit({ name: 'document.failed', payload: { documentId, actorId: locked.createdBy } });
    const outcome = { status: 'FAILED', failureReason: reason } as const;
    await settleVersion(tx, organizationId, { documentId, version, outcome });
  });
}
