import type { Page } from '@prism/db/page';
import type { Queryable } from '@prism/db/transaction';

import type { Document } from './document.ts';

const columns = `id, external_id AS "externalId", title, content_type AS "contentType", metadata, status,
  failure_reason AS "failureReason", version, chunk_count AS "chunkCount", created_by AS "createdBy",
  created_at AS "createdAt", updated_at AS "updatedAt"`;

/** The organization of a statement. Null, for a request that named none, finds nothing. */
type Tenant = string | null;

/** A document as it is stored anew; `contentHash` is hexadecimal. */
export interface NewDocument {
  readonly id: string;
  readonly externalId: string | null;
  readonly title: string;
  /** A text, or else a file of the organization. */
  readonly content: string | null;
  readonly fileId: string | null;
  readonly contentType: string;
  readonly contentHash: string;
  readonly metadata: unknown;
}

/** Those of the documents that exist, in any order. */
export async function selectDocuments(db: Queryable, tenant: Tenant, ids: readonly string[]): Promise<Document[]> {
  const { rows } = await db.query<Document>(
    `SELECT ${columns} FROM knowledge.document WHERE organization_id = $1 AND id = ANY($2::uuid[])`,
    [tenant, ids],
  );
  return rows;
}

/** Newest first: ids grow with time. One row more than the page has. */
export async function selectDocumentPage(db: Queryable, tenant: Tenant, page: Page<string>): Promise<Document[]> {
  const { rows } = await db.query<Document>(
    `SELECT ${columns} FROM knowledge.document
     WHERE organization_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
    [tenant, page.after, page.limit + 1],
  );
  return rows;
}

/** The versions of the documents with these external ids, locked until the transaction ends. */
export async function lockVersions(
  db: Queryable,
  organizationId: string,
  externalIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ externalId: string; version: number }>(
    `SELECT external_id AS "externalId", version FROM knowledge.document
     WHERE organization_id = $1 AND external_id = ANY($2::text[]) ORDER BY external_id FOR UPDATE`,
    [organizationId, externalIds],
  );
  return new Map(rows.map(({ externalId, version }) => [externalId, version]));
}

/**
 * Stores documents, in the order of their external ids, so that two writers lock the same rows in the same order. One whose
 * external id is known is replaced; its version grows, and it is PENDING, if its content differs or had failed.
 */
export async function upsertDocuments(
  db: Queryable,
  organizationId: string,
  { documents, createdBy }: { readonly documents: readonly NewDocument[]; readonly createdBy: string | null },
): Promise<Document[]> {
  const { rows } = await db.query<Document>(
    `WITH new AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset($2::jsonb) AS n(id uuid, "externalId" text, title text, content text, "fileId" uuid,
         "contentType" text, "contentHash" text, metadata jsonb)
     ), stored AS (
       INSERT INTO knowledge.document AS d
         (organization_id, id, external_id, title, content_type, content_hash, metadata, created_by)
       SELECT $1, id, "externalId", title, "contentType", decode("contentHash", 'hex'), metadata, $3
       FROM new ORDER BY "externalId", id
       ON CONFLICT (external_id, organization_id) DO UPDATE SET
         title = excluded.title, content_type = excluded.content_type, metadata = excluded.metadata,
         content_hash = excluded.content_hash, updated_at = now(),
         version = CASE WHEN ${differs} THEN d.version + 1 ELSE d.version END,
         status = CASE WHEN ${differs} THEN 'PENDING' ELSE d.status END,
         failure_reason = NULL
       RETURNING *
     ), stored_version AS (
       INSERT INTO knowledge.document_version
         (organization_id, document_id, version, title, content_type, content, file_id, metadata, created_by)
       SELECT $1, s.id, s.version, n.title, n."contentType", n.content, n."fileId", n.metadata, $3
       FROM stored s JOIN new n ON n.id = s.id OR n."externalId" = s.external_id
       ON CONFLICT DO NOTHING
     )
     SELECT ${columns} FROM stored`,
    [organizationId, JSON.stringify(documents), createdBy],
  );
  return rows;
}

const differs = `(d.content_hash <> excluded.content_hash OR d.status = 'FAILED')`;

/** Makes a FAILED document PENDING; null when there is no such document or it did not fail. */
export async function resetFailed(db: Queryable, organizationId: string, id: string): Promise<Document | null> {
  const { rows } = await db.query<Document>(
    `UPDATE knowledge.document
     SET status = 'PENDING', failure_reason = NULL, updated_at = now()
     WHERE organization_id = $1 AND id = $2 AND status = 'FAILED' RETURNING ${columns}`,
    [organizationId, id],
  );
  return rows[0] ?? null;
}

/** Locks a document until the transaction ends; false when there is none. */
export async function lockDocument(db: Queryable, organizationId: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    'SELECT 1 FROM knowledge.document WHERE organization_id = $1 AND id = $2 FOR UPDATE',
    [organizationId, id],
  );
  return rowCount > 0;
}

export async function deleteDocumentRow(db: Queryable, organizationId: string, id: string): Promise<void> {
  await db.query('DELETE FROM knowledge.document WHERE organization_id = $1 AND id = $2', [organizationId, id]);
}

/** How many documents there are, are on their way, and failed. */
export async function countDocuments(
  db: Queryable,
  organizationId: string,
): Promise<{ documents: number; pending: number; failed: number }> {
  const { rows } = await db.query<{ documents: number; pending: number; failed: number }>(
    `SELECT count(*)::int AS documents,
       count(*) FILTER (WHERE status IN ('PENDING', 'INDEXING'))::int AS pending,
       count(*) FILTER (WHERE status = 'FAILED')::int AS failed
     FROM knowledge.document WHERE organization_id = $1`,
    [organizationId],
  );
  return rows[0] ?? { documents: 0, pending: 0, failed: 0 };
}
