import type { Queryable } from '@prism/db/transaction';

import type { DocumentToIndex, DocumentVersion, Outcome } from './documentToIndex.ts';

/** Marks a version as INDEXING, waiting for nothing, and reads it; null when it is gone, replaced, or done. */
export async function markIndexing(
  db: Queryable,
  organizationId: string,
  { documentId, version }: DocumentVersion,
): Promise<DocumentToIndex | null> {
  const { rows } = await db.query<DocumentToIndex>(
    `UPDATE knowledge.document d SET status = 'INDEXING', waiting_reason = NULL FROM knowledge.document_version v
     WHERE d.organization_id = $1 AND d.id = $2 AND d.version = $3 AND d.status IN ('PENDING', 'INDEXING')
       AND v.organization_id = $1 AND v.document_id = $2 AND v.version = $3
     RETURNING d.id, v.version, v.title, v.title_given AS "titleGiven", v.content_type AS "contentType",
       v.content, v.file_id AS "fileId"`,
    [organizationId, documentId, version],
  );
  return rows[0] ?? null;
}

/** Says of a version that is INDEXING what it waits for. */
export async function setWaitingReason(
  db: Queryable,
  organizationId: string,
  { documentId, version, reason }: DocumentVersion & { readonly reason: string },
): Promise<void> {
  await db.query(
    `UPDATE knowledge.document SET waiting_reason = $4
     WHERE organization_id = $1 AND id = $2 AND version = $3 AND status = 'INDEXING'`,
    [organizationId, documentId, version, reason],
  );
}

/** A version that is locked to be settled. */
export interface LockedVersion {
  readonly createdBy: string | null;
  /** Whether a version before it is in the index. */
  readonly replaces: boolean;
}

/** Locks a version's document until the transaction ends. Undefined when the version is gone, replaced, or settled. */
export async function lockVersion(
  db: Queryable,
  organizationId: string,
  { documentId, version }: DocumentVersion,
): Promise<LockedVersion | undefined> {
  const { rows } = await db.query<LockedVersion>(
    `SELECT created_by AS "createdBy", chunk_count > 0 OR ready_version IS NOT NULL AS replaces FROM knowledge.document
     WHERE organization_id = $1 AND id = $2 AND version = $3 AND status IN ('PENDING', 'INDEXING') FOR UPDATE`,
    [organizationId, documentId, version],
  );
  return rows[0];
}

/**
 * Says of a locked version what became of it; of a READY one readers see title, type and metadata from then on. The last
 * statement of its transaction: what it counts in is locked after everything else.
 */
export async function settleVersion(
  db: Queryable,
  organizationId: string,
  { documentId, version, outcome }: DocumentVersion & { readonly outcome: Outcome },
): Promise<void> {
  const values = [organizationId, documentId, version];
  if (outcome.status === 'FAILED') {
    await db.query(
      `WITH ${progressGone}
       UPDATE knowledge.document SET status = 'FAILED', failure_reason = $4, updated_at = now()
       WHERE organization_id = $1 AND id = $2 AND version = $3`,
      [...values, outcome.failureReason],
    );
    return;
  }
  await db.query(
    `WITH ${progressGone}, kept AS (
       DELETE FROM knowledge.embedded_text WHERE organization_id = $1 AND document_id = $2
     ), read AS (
       UPDATE knowledge.document_version SET text = $5, title = $6, content_type = $7
       WHERE organization_id = $1 AND document_id = $2 AND version = $3 AND $5::text IS NOT NULL
     )
     UPDATE knowledge.document d
     SET status = 'READY', failure_reason = NULL, chunk_count = $4, ready_version = d.version, updated_at = now(),
       title = $6, content_type = $7, metadata = v.metadata
     FROM knowledge.document_version v
     WHERE d.organization_id = $1 AND d.id = $2 AND d.version = $3
       AND v.organization_id = $1 AND v.document_id = $2 AND v.version = $3`,
    [...values, outcome.chunkCount, outcome.text, outcome.title, outcome.contentType],
  );
}

const progressGone = `progress AS (
  DELETE FROM knowledge.indexing_progress WHERE organization_id = $1 AND document_id = $2 AND version <= $3
)`;
