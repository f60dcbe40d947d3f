import type { Page } from '@prism/db/page';
import type { Queryable } from '@prism/db/transaction';

import type { DocumentVersion, VersionText } from './version.ts';

// Of the latest version the header knows more than its own row.
const status = "CASE WHEN v.version = d.version THEN d.status ELSE coalesce(v.status, 'SKIPPED') END";

const columns = `v.document_id AS "documentId", v.version, v.title, v.content_type AS "contentType", v.metadata,
  v.created_by AS "createdBy", v.created_at AS "createdAt", ${status} AS status,
  CASE WHEN v.version = d.version THEN d.failure_reason ELSE v.failure_reason END AS "failureReason",
  CASE WHEN v.version = d.version AND d.status = 'READY' THEN d.chunk_count ELSE coalesce(v.chunk_count, 0) END AS "chunkCount",
  v.version IS NOT DISTINCT FROM d.ready_version AS searched`;

const joined = `knowledge.document_version v
  JOIN knowledge.document d ON d.organization_id = $1 AND d.id = v.document_id`;

/** Newest first. One row more than the page has. */
export async function selectVersionPage(
  db: Queryable,
  tenant: string | null,
  { documentId, page }: { readonly documentId: string; readonly page: Page<number> },
): Promise<DocumentVersion[]> {
  const { rows } = await db.query<DocumentVersion>(
    `SELECT ${columns} FROM ${joined}
     WHERE v.organization_id = $1 AND v.document_id = $2 AND ($3::int IS NULL OR v.version < $3)
     ORDER BY v.version DESC LIMIT $4`,
    [tenant, documentId, page.after, page.limit + 1],
  );
  return rows;
}

export async function selectVersion(
  db: Queryable,
  tenant: string | null,
  { documentId, version }: { readonly documentId: string; readonly version: number },
): Promise<DocumentVersion | null> {
  const { rows } = await db.query<DocumentVersion>(
    `SELECT ${columns} FROM ${joined} WHERE v.organization_id = $1 AND v.document_id = $2 AND v.version = $3`,
    [tenant, documentId, version],
  );
  return rows[0] ?? null;
}

/** The texts of versions, as they came and as they were read, in any order. */
export async function selectVersionTexts(
  db: Queryable,
  tenant: string | null,
  versions: readonly Pick<DocumentVersion, 'documentId' | 'version'>[],
): Promise<VersionText[]> {
  const { rows } = await db.query<VersionText>(
    `SELECT v.document_id AS "documentId", v.version, v.content,
       CASE WHEN v.text IS NULL AND ${status} = 'READY' THEN v.content ELSE v.text END AS text
     FROM unnest($2::uuid[], $3::int[]) AS asked(document_id, version) JOIN (${joined}) ON v.organization_id = $1
       AND v.document_id = asked.document_id AND v.version = asked.version`,
    [tenant, versions.map(({ documentId }) => documentId), versions.map(({ version }) => version)],
  );
  return rows;
}
