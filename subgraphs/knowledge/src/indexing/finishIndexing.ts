import type { Queryable } from '@prism/db/transaction';
import type { TenantDb } from '@prism/queue/tenantDb';

import { addToIndex } from './addToIndex.ts';
import type { DocumentVersion } from './documentToIndex.ts';
import type { IndexedChunk } from './indexedChunk.ts';
import { settleVersion } from './indexing.sql.ts';
import { removeFromIndex } from './removeFromIndex.ts';
import { tenantOf } from './tenantOf.ts';

/** What was made of a document's version. */
export interface IndexedDocument extends DocumentVersion {
  readonly model: string;
  /** What was read out of content that is not its own text (HTML); null otherwise. */
  readonly text: string | null;
  readonly chunks: readonly IndexedChunk[];
}

/** Says, inside the transaction, that the job is done; false when it was before, and nothing must be written. */
export type Settle = (tx: Queryable) => Promise<boolean>;

/**
 * Puts a version's passages in the place of the version before and makes the document READY, together with the job's end
 * and the event, or does nothing when the version is gone or replaced.
 */
export async function finishIndexing(db: TenantDb, indexed: IndexedDocument, settle: Settle): Promise<void> {
  const organizationId = tenantOf(db);
  const { documentId, text, chunks } = indexed;
  await db.transact(async (tx) => {
    if (!(await settle(tx))) return;
    const outcome = { status: 'READY', chunkCount: chunks.length, text } as const;
    const settled = await settleVersion(tx, organizationId, { ...indexed, outcome });
    if (!settled) return;
    if (settled.hadChunks) await removeFromIndex(tx, organizationId, documentId);
    await addToIndex(tx, organizationId, indexed);
    await tx.emit({ name: 'document.ready', payload: { documentId, actorId: settled.createdBy } });
  });
}
