import type { Queryable } from '@prism/db/transaction';

import { lockDocuments, type Before } from './document.sql.ts';

/** A document as it is, with the title of its latest version, locked until the transaction ends. Undefined when there is none. */
export async function lockLatest(
  db: Queryable,
  organizationId: string,
  id: string,
): Promise<(Omit<Before, 'externalId'> & { readonly title: string }) | undefined> {
  // By a statement of its own: one that joins and waits for the lock would miss the version that was written meanwhile.
  await lockDocuments(db, organizationId, [id]);
  const { rows } = await db.query<Omit<Before, 'externalId'> & { title: string }>(
    `SELECT d.id, d.version, d.status, d.failure_reason AS "failureReason", d.chunk_count AS "chunkCount", v.title
     FROM knowledge.document d
     JOIN knowledge.document_version v ON v.organization_id = $1 AND v.document_id = d.id AND v.version = d.version
     WHERE d.organization_id = $1 AND d.id = $2`,
    [organizationId, id],
  );
  return rows[0];
}

/**
 * Makes the content of a locked document's latest version another version, with another title, PENDING, and resolves to its number. As
 * whoever adds it has not sent the content, its hash is made of the one before: the same content sent again is a version, too.
 */
export async function insertRetitled(
  db: Queryable,
  organizationId: string,
  { id, title, createdBy }: { readonly id: string; readonly title: string; readonly createdBy: string | null },
): Promise<number> {
  const { rows } = await db.query<{ version: number }>(
    `UPDATE knowledge.document SET version = version + 1, status = 'PENDING', failure_reason = NULL, batch_id = NULL,
       title = CASE WHEN ready_version IS NULL THEN $3 ELSE title END,
       updated_at = CASE WHEN ready_version IS NULL THEN now() ELSE updated_at END,
       content_hash = sha256(content_hash || convert_to($3, 'UTF8'))
     WHERE organization_id = $1 AND id = $2 RETURNING version`,
    [organizationId, id, title],
  );
  const version = rows[0]?.version;
  if (version === undefined) throw new Error('A locked document is gone.');
  await db.query(
    `INSERT INTO knowledge.document_version (organization_id, document_id, version, title, content_type, content, file_id, metadata, created_by)
     SELECT organization_id, document_id, $3, $4, content_type, content, file_id, metadata, $5
     FROM knowledge.document_version WHERE organization_id = $1 AND document_id = $2 AND version = $3 - 1`,
    [organizationId, id, version, title, createdBy],
  );
  return version;
}

/** Changes the metadata of a document's latest version: for its readers at once if they see that one, or none yet. */
export async function updateMetadata(
  db: Queryable,
  organizationId: string,
  { id, metadata }: { readonly id: string; readonly metadata: unknown },
): Promise<void> {
  await db.query(
    `WITH latest AS (
       UPDATE knowledge.document_version v SET metadata = $3 FROM knowledge.document d
       WHERE d.organization_id = $1 AND d.id = $2 AND v.organization_id = $1 AND v.document_id = $2 AND v.version = d.version
     )
     UPDATE knowledge.document SET metadata = $3, updated_at = now()
     WHERE organization_id = $1 AND id = $2 AND version = coalesce(ready_version, version)`,
    [organizationId, id, metadata === null ? null : JSON.stringify(metadata)],
  );
}
