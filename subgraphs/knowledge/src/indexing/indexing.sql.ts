import type { Queryable } from '@prism/db/transaction';

import type { DocumentToIndex, DocumentVersion, Outcome } from './documentToIndex.ts';

/** Marks a version as INDEXING and reads it; null when it is gone, replaced, or done. */
export async function markIndexing(
  db: Queryable,
  organizationId: string,
  { documentId, version }: DocumentVersion,
): Promise<DocumentToIndex | null> {
  const { rows } = await db.query<DocumentToIndex>(
    `UPDATE knowledge.document d SET status = 'INDEXING' FROM knowledge.document_version v
     WHERE d.organization_id = $1 AND d.id = $2 AND d.version = $3 AND d.status IN ('PENDING', 'INDEXING')
       AND v.organization_id = $1 AND v.document_id = $2 AND v.version = $3
     RETURNING d.id, v.version, v.title, v.content_type AS "contentType", v.content, v.file_id AS "fileId"`,
    [organizationId, documentId, version],
  );
  return rows[0] ?? null;
}

// As it was before the statement: whether there is anything to take out of the index.
const hadChunks = `(SELECT before.chunk_count > 0 FROM knowledge.document before
  WHERE before.organization_id = $1 AND before.id = $2) AS "hadChunks"`;

/** Settles a version, and locks its row until the transaction ends. Undefined when it is gone, replaced, or settled. */
export async function settleVersion(
  db: Queryable,
  organizationId: string,
  { documentId, version, outcome }: DocumentVersion & { readonly outcome: Outcome },
): Promise<{ createdBy: string | null; hadChunks: boolean } | undefined> {
  const { rows } = await db.query<{ createdBy: string | null; hadChunks: boolean }>(
    outcome.status === 'READY'
      ? `WITH read AS (
           UPDATE knowledge.document_version SET text = $5
           WHERE organization_id = $1 AND document_id = $2 AND version = $3 AND $5::text IS NOT NULL
         )
         UPDATE knowledge.document
         SET status = 'READY', failure_reason = NULL, chunk_count = $4, ready_version = version, updated_at = now()
         WHERE organization_id = $1 AND id = $2 AND version = $3 AND status IN ('PENDING', 'INDEXING')
         RETURNING created_by AS "createdBy", ${hadChunks}`
      : `UPDATE knowledge.document SET status = 'FAILED', failure_reason = $4, updated_at = now()
         WHERE organization_id = $1 AND id = $2 AND version = $3 AND status IN ('PENDING', 'INDEXING')
         RETURNING created_by AS "createdBy", ${hadChunks}`,
    [
      organizationId,
      documentId,
      version,
      ...(outcome.status === 'READY' ? [outcome.chunkCount, outcome.text] : [outcome.failureReason]),
    ],
  );
  return rows[0];
}
