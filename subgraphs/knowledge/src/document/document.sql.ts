import type { Page } from '@prism/db/page';
import type { Queryable } from '@prism/db/transaction';

import type { Document, DocumentStatus } from './document.ts';

/** What only the header says, of a relation of that name. */
const state = (
  d: string,
) => `${d}.id, ${d}.external_id AS "externalId", ${d}.status, ${d}.failure_reason AS "failureReason",
  CASE WHEN ${d}.status = 'INDEXING' THEN ${d}.waiting_reason END AS "waitingReason",
  ${d}.version, ${d}.ready_version AS "readyVersion", ${d}.chunk_count AS "chunkCount", ${d}.created_by AS "createdBy",
  ${d}.created_at AS "createdAt", ${d}.updated_at AS "updatedAt"`;

const columns = `${state('document')}, title, content_type AS "contentType", metadata`;

/** The organization of a statement. Null, for a request that named none, finds nothing. */
type Tenant = string | null;

/** A document as it is stored anew; `contentHash` is hexadecimal. */
export interface NewDocument {
  readonly id: string;
  readonly externalId: string | null;
  readonly title: string;
  /** False when the title that a file gives itself is a better one. */
  readonly titleGiven?: boolean | undefined;
  /** A text, or else a file of the organization. */
  readonly content: string | null;
  readonly fileId: string | null;
  /** As what it was declared: of a file, any media type. */
  readonly contentType: string;
  readonly contentHash: string;
  readonly metadata: unknown;
  /** Absent or null: where it is, or of a new one nowhere. */
  readonly collectionId?: string | null | undefined;
}

/** Documents to store, and the person who adds them; null for API keys and for Prism itself. */
export interface ToStore {
  readonly documents: readonly NewDocument[];
  readonly createdBy: string | null;
  /** What counts them together: a crawl's id. */
  readonly batchId?: string | null | undefined;
}

/** Those of the documents that exist, in any order. */
export async function selectDocuments(db: Queryable, tenant: Tenant, ids: readonly string[]): Promise<Document[]> {
  const { rows } = await db.query<Document>(
    `SELECT ${columns} FROM knowledge.document WHERE organization_id = $1 AND id = ANY($2::uuid[])`,
    [tenant, ids],
  );
  return rows;
}

/** Which documents a list is of; null where that does not matter. */
export interface ListedDocuments {
  readonly collectionId: string | null;
  readonly status: DocumentStatus | null;
  readonly externalId: string | null;
}

/** Newest first: ids grow with time. One row more than the page has. */
export async function selectDocumentPage(
  db: Queryable,
  tenant: Tenant,
  page: Page<string> & ListedDocuments,
): Promise<Document[]> {
  const { rows } = await db.query<Document>(
    `SELECT ${columns} FROM knowledge.document
     WHERE organization_id = $1 AND ($2::uuid IS NULL OR id < $2) AND ($4::uuid IS NULL OR collection_id = $4)
       AND ($5::text IS NULL OR status = $5) AND ($6::text IS NULL OR external_id = $6)
     ORDER BY id DESC LIMIT $3`,
    [tenant, page.after, page.limit + 1, page.collectionId, page.status, page.externalId],
  );
  return rows;
}

/** What a document was before it is stored again. */
export interface Before {
  readonly id: string;
  readonly externalId: string;
  readonly version: number;
  readonly status: DocumentStatus;
  readonly failureReason: string | null;
  readonly chunkCount: number;
}

/** The documents with these external ids as they are, locked until the transaction ends, in the order in which all lock documents. */
export async function lockByExternalIds(
  db: Queryable,
  organizationId: string,
  externalIds: readonly string[],
): Promise<Before[]> {
  const { rows } = await db.query<Before>(
    `SELECT id, external_id AS "externalId", version, status, failure_reason AS "failureReason", chunk_count AS "chunkCount"
     FROM knowledge.document
     WHERE organization_id = $1 AND external_id = ANY($2::text[]) ORDER BY id FOR UPDATE`,
    [organizationId, externalIds],
  );
  return rows;
}

/**
 * Stores documents; new ones in the order of their external ids, so that two who add the same ones wait for each other. One whose
 * external id is known gets a new version, and is PENDING, if its content differs or had failed; what readers see of it stays that of
 * its READY version. Metadata alone is changed in place. Gives them as they were added.
 */
export async function upsertDocuments(
  db: Queryable,
  organizationId: string,
  { documents, createdBy, batchId }: ToStore,
): Promise<Document[]> {
  const { rows } = await db.query<Document>(
    `WITH new AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset($2::jsonb) AS n(id uuid, "externalId" text, title text, content text, "fileId" uuid,
         "contentType" text, "contentHash" text, metadata jsonb, "collectionId" uuid)
     ), stored AS (
       INSERT INTO knowledge.document AS d
         (organization_id, id, external_id, title, content_type, content_hash, metadata, collection_id, created_by, batch_id)
       SELECT $1, id, "externalId", title, "contentType", decode("contentHash", 'hex'), metadata, "collectionId", $3, $4
       FROM new ORDER BY "externalId", id
       ON CONFLICT (external_id, organization_id) DO UPDATE SET
         title = CASE WHEN d.ready_version IS NULL THEN excluded.title ELSE d.title END,
         content_type = CASE WHEN d.ready_version IS NULL THEN excluded.content_type ELSE d.content_type END,
         metadata = CASE WHEN ${shows} THEN excluded.metadata ELSE d.metadata END,
         collection_id = coalesce(excluded.collection_id, d.collection_id),
         content_hash = excluded.content_hash,
         updated_at = CASE WHEN ${shows} THEN now() ELSE d.updated_at END,
         version = CASE WHEN ${differs} THEN d.version + 1 ELSE d.version END,
         status = CASE WHEN ${differs} THEN 'PENDING' ELSE d.status END,
         batch_id = CASE WHEN ${differs} THEN excluded.batch_id ELSE d.batch_id END,
         failure_reason = NULL
       RETURNING *
     )
     SELECT ${state('s')}, n.title, n."contentType", n.metadata
     FROM stored s JOIN new n ON n.id = s.id OR n."externalId" = s.external_id`,
    [organizationId, JSON.stringify(documents), createdBy, batchId ?? null],
  );
  await insertVersions(db, organizationId, { documents, stored: rows, createdBy });
  return rows;
}

/** A statement of its own: row-level security shows the versions of documents that are there before the statement. */
async function insertVersions(
  db: Queryable,
  organizationId: string,
  { documents, stored, createdBy }: Pick<ToStore, 'documents' | 'createdBy'> & { readonly stored: readonly Document[] },
): Promise<void> {
  const byId = new Map(documents.map((document) => [document.id, document]));
  const byExternalId = new Map(documents.map((document) => [document.externalId, document]));
  const versions = stored.map(({ id, externalId, version }) => {
    const {
      title,
      titleGiven = true,
      contentType,
      content,
      fileId,
      metadata,
    } = byId.get(id) ?? byExternalId.get(externalId) ?? {};
    return { id, version, title, titleGiven, contentType, content, fileId, metadata };
  });
  await db.query(
    `INSERT INTO knowledge.document_version AS v
       (organization_id, document_id, version, title, title_given, content_type, content, file_id, metadata, created_by)
     SELECT $1, n.id, n.version, n.title, n."titleGiven", n."contentType", n.content, n."fileId", n.metadata, $3
     FROM jsonb_to_recordset($2::jsonb) AS n(id uuid, version int, title text, "titleGiven" boolean, "contentType" text,
       content text, "fileId" uuid, metadata jsonb)
     ON CONFLICT (organization_id, document_id, version) DO UPDATE SET metadata = excluded.metadata
     WHERE v.metadata IS DISTINCT FROM excluded.metadata`,
    [organizationId, JSON.stringify(versions), createdBy],
  );
}

/** Writes down what became of versions, now that the headers tell of the next ones. */
export async function closeVersions(
  db: Queryable,
  organizationId: string,
  closed: readonly Omit<Before, 'externalId'>[],
): Promise<void> {
  if (closed.length === 0) return;
  const rows = closed.map(({ id, version, status, failureReason, chunkCount }) => {
    if (status === 'READY') return { id, version, status, chunkCount };
    return status === 'FAILED' ? { id, version, status, failureReason } : { id, version, status: 'SKIPPED' };
  });
  await db.query(
    `UPDATE knowledge.document_version v
     SET status = c.status, failure_reason = c."failureReason", chunk_count = c."chunkCount"
     FROM jsonb_to_recordset($2::jsonb) AS c(id uuid, version int, status text, "failureReason" text, "chunkCount" int)
     WHERE v.organization_id = $1 AND v.document_id = c.id AND v.version = c.version`,
    [organizationId, JSON.stringify(rows)],
  );
}

const differs = `(d.content_hash <> excluded.content_hash OR d.status = 'FAILED')`;
/** Whether readers see the new metadata at once: of the version that they see, or since they see none yet. */
const shows = `(d.ready_version IS NULL OR (d.ready_version = d.version AND NOT ${differs}))`;

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

/** Locks those of the documents that exist until the transaction ends, in the order of their ids, and says how many passages each has. */
export async function lockDocuments(
  db: Queryable,
  organizationId: string,
  ids: readonly string[],
): Promise<Pick<Document, 'id' | 'chunkCount'>[]> {
  const { rows } = await db.query<Pick<Document, 'id' | 'chunkCount'>>(
    `SELECT id, chunk_count AS "chunkCount" FROM knowledge.document
     WHERE organization_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR UPDATE`,
    [organizationId, ids],
  );
  return rows;
}

/** The files that versions of documents came as. */
export async function selectFileIds(db: Queryable, organizationId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT DISTINCT file_id AS id FROM knowledge.document_version
     WHERE organization_id = $1 AND document_id = ANY($2::uuid[]) AND file_id IS NOT NULL`,
    [organizationId, ids],
  );
  return rows.map((row) => row.id);
}

/** Their versions go with them, and whatever else the tables' foreign keys name. */
export async function deleteDocumentRows(db: Queryable, organizationId: string, ids: readonly string[]): Promise<void> {
  await db.query('DELETE FROM knowledge.document WHERE organization_id = $1 AND id = ANY($2::uuid[])', [
    organizationId,
    ids,
  ]);
}
