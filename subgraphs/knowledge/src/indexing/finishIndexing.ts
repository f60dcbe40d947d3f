import type { Queryable } from '@prism/db/transaction';
import type { TenantDb } from '@prism/queue/tenantDb';

import type { Signature } from '../near-duplicate/signature.ts';
import { holdSpaces } from '../space/holdSpaces.ts';
import { addToIndex } from './addToIndex.ts';
import type { DocumentVersion, ReadVersion } from './documentToIndex.ts';
import type { IndexedChunk } from './indexedChunk.ts';
import { lockVersion, settleVersion } from './indexing.sql.ts';
import { replaceInIndex } from './replaceInIndex.ts';
import { deleteSignatures, insertSignature } from './signature.sql.ts';
import { tenantOf } from './tenantOf.ts';

/** What was made of a document's version. */
export interface IndexedDocument extends DocumentVersion, ReadVersion {
  /** The model that searches used when the chunks were embedded. */
  readonly model: string;
  readonly chunks: readonly IndexedChunk[];
  /** What near-duplicates are found by; null or absent of a document without words. */
  readonly signature?: Signature | null | undefined;
}

/** Says, inside the transaction, that the job is done; false when it was before, and nothing must be written. */
export type Settle = (tx: Queryable) => Promise<boolean>;

/**
 * Puts a version's passages in the place of the version before and makes the document READY, together with the job's end
 * and the event, or does nothing when the version is gone or replaced. Readers see all of the one version or all of the other.
 */
export async function finishIndexing(db: TenantDb, indexed: IndexedDocument, settle: Settle): Promise<void> {
  const organizationId = tenantOf(db);
  const { documentId, version, title, contentType, text, chunks, signature } = indexed;
  await db.transact(async (tx) => {
    if (!(await settle(tx))) return;
    const locked = await lockVersion(tx, organizationId, { documentId, version });
    if (!locked) return;
    await holdSpaces(tx, organizationId, indexed.model);
    const put = locked.replaces ? replaceInIndex : addToIndex;
    await put(tx, organizationId, indexed);
    if (locked.replaces) await deleteSignatures(tx, organizationId, [documentId]);
    if (signature) await insertSignature(tx, organizationId, { documentId, signature });
    await tx.emit({ name: 'document.ready', payload: { documentId, actorId: locked.createdBy } });
    const outcome = { status: 'READY', chunkCount: chunks.length, title, contentType, text } as const;
    await settleVersion(tx, organizationId, { documentId, version, outcome });
  });
}
