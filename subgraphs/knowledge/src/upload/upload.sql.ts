import { lockName } from '@prism/db/lockName';
import type { Queryable } from '@prism/db/transaction';

import type { Upload } from './upload.ts';

/** Begins a file and its upload. */
export async function insertUpload(
  db: Queryable,
  organizationId: string,
  { id, actor, byteLength, tusMetadata, document, expiresAt }: Omit<Upload, 'received' | 'documentId' | 'createdAt'>,
): Promise<void> {
  await db.query('INSERT INTO knowledge.file (organization_id, id) VALUES ($1, $2)', [organizationId, id]);
  await db.query(
    `INSERT INTO knowledge.upload (organization_id, id, actor, byte_length, tus_metadata, document, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [organizationId, id, actor, byteLength, JSON.stringify(tusMetadata), JSON.stringify(document), expiresAt],
  );
}

/** An upload of this actor, or undefined. */
export async function selectUpload(
  db: Queryable,
  organizationId: string,
  { id, actor }: Pick<Upload, 'id' | 'actor'>,
): Promise<Upload | undefined> {
  const { rows } = await db.query<Upload>(
    `SELECT id, actor, byte_length::float8 AS "byteLength", received::float8 AS received, tus_metadata AS "tusMetadata",
       document, document_id AS "documentId", created_at AS "createdAt", expires_at AS "expiresAt"
     FROM knowledge.upload WHERE organization_id = $1 AND id = $2 AND actor = $3`,
    [organizationId, id, actor],
  );
  return rows[0];
}

/** How many uploads of an organization are not finished. Who counts next waits for this transaction, and so counts what it adds. */
export async function countOpenUploads(db: Queryable, organizationId: string): Promise<number> {
  await lockName(db, `knowledge.upload:${organizationId}`);
  const { rows } = await db.query<{ open: number }>(
    `SELECT count(*)::int AS open FROM knowledge.upload
     WHERE organization_id = $1 AND document_id IS NULL AND expires_at > now()`,
    [organizationId],
  );
  return rows[0]?.open ?? 0;
}

/**
 * Puts the next part of a file behind those that are there. Null, and nothing changed, when the upload is gone, finished, over, or
 * does not end at `offset`; else how many parts it has.
 */
export async function insertPart(
  db: Queryable,
  organizationId: string,
  { id, offset, bytes }: { readonly id: string; readonly offset: number; readonly bytes: Uint8Array },
): Promise<number | null> {
  const { rows } = await db.query<{ parts: number }>(
    `UPDATE knowledge.upload SET received = received + $4, parts = parts + 1
     WHERE organization_id = $1 AND id = $2 AND received = $3 AND document_id IS NULL AND expires_at > now()
     RETURNING parts`,
    [organizationId, id, offset, bytes.length],
  );
  const parts = rows[0]?.parts;
  if (parts === undefined) return null;
  await db.query('INSERT INTO knowledge.file_part (organization_id, file_id, ordinal, bytes) VALUES ($1, $2, $3, $4)', [
    organizationId,
    id,
    parts - 1,
    bytes,
  ]);
  return parts;
}

/** Some parts of a file, in order, from the one with this ordinal on. */
export async function selectParts(
  db: Queryable,
  organizationId: string,
  { id, from, most }: { readonly id: string; readonly from: number; readonly most: number },
): Promise<Uint8Array[]> {
  const { rows } = await db.query<{ bytes: Uint8Array }>(
    `SELECT bytes FROM knowledge.file_part
     WHERE organization_id = $1 AND file_id = $2 AND ordinal >= $3 ORDER BY ordinal LIMIT $4`,
    [organizationId, id, from, most],
  );
  return rows.map(({ bytes }) => bytes);
}

/** What a version of a document, or else the one that readers see, came as: a text or a file. Undefined when there is none. */
export async function selectDocumentFile(
  db: Queryable,
  organizationId: string,
  { documentId, version }: { readonly documentId: string; readonly version?: number | undefined },
): Promise<AddedAs | undefined> {
  const { rows } = await db.query<AddedAs>(
    `SELECT v.title, v.content_type AS "contentType", v.content, v.file_id AS "fileId", f.byte_length::float8 AS "byteLength"
     FROM knowledge.document d
     JOIN knowledge.document_version v ON v.organization_id = $1 AND v.document_id = d.id
       AND v.version = coalesce($3, d.ready_version, d.version)
     LEFT JOIN knowledge.file f ON f.organization_id = $1 AND f.id = v.file_id
     WHERE d.organization_id = $1 AND d.id = $2`,
    [organizationId, documentId, version ?? null],
  );
  return rows[0];
}

/** What a version of a document came as. */
export type AddedAs = {
  readonly title: string;
  readonly contentType: string;
} & (
  | { readonly content: string; readonly fileId: null }
  | { readonly content: null; readonly fileId: string; readonly byteLength: number }
);

/** Remembers what an upload has become, and nothing else of it. False when it is gone or was finished before. */
export async function finishUploadRow(
  db: Queryable,
  organizationId: string,
  { id, documentId }: { readonly id: string; readonly documentId: string },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `WITH whole AS (
       UPDATE knowledge.file f SET byte_length = u.received FROM knowledge.upload u
       WHERE f.organization_id = $1 AND f.id = $2 AND u.organization_id = $1 AND u.id = $2
     )
     UPDATE knowledge.upload SET document_id = $3, document = '{}', tus_metadata = '{}', byte_length = received
     WHERE organization_id = $1 AND id = $2 AND document_id IS NULL`,
    [organizationId, id, documentId],
  );
  return rowCount > 0;
}

/** Deletes a file that no version of a document came as. */
export async function deleteUnusedFile(db: Queryable, organizationId: string, id: string): Promise<void> {
  await db.query(
    `DELETE FROM knowledge.file WHERE organization_id = $1 AND id = $2 AND NOT EXISTS (
       SELECT FROM knowledge.document_version v WHERE v.organization_id = $1 AND v.file_id = $2)`,
    [organizationId, id],
  );
}

/** Deletes an upload; false when there is none. */
export async function deleteUploadRow(db: Queryable, organizationId: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM knowledge.upload WHERE organization_id = $1 AND id = $2', [
    organizationId,
    id,
  ]);
  return rowCount > 0;
}

/** Uploads whose time is over. */
export async function selectExpired(db: Queryable, organizationId: string, most: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM knowledge.upload WHERE organization_id = $1 AND expires_at < now()
     ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED`,
    [organizationId, most],
  );
  return rows.map(({ id }) => id);
}

/** Organizations that have such uploads, in the order of their ids, after a given one. */
export async function selectExpiring(db: Queryable, after: string, most: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'SELECT organization_id AS id FROM knowledge.organizations_dropping_uploads($1, $2)',
    [after, most],
  );
  return rows.map(({ id }) => id);
}

/** A file that is there as a whole. */
export async function insertFile(
  db: Queryable,
  organizationId: string,
  { id, parts }: { readonly id: string; readonly parts: readonly Uint8Array[] },
): Promise<void> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  await db.query('INSERT INTO knowledge.file (organization_id, id, byte_length) VALUES ($1, $2, $3)', [
    organizationId,
    id,
    length,
  ]);
  for (const [ordinal, bytes] of parts.entries())
    await db.query(
      'INSERT INTO knowledge.file_part (organization_id, file_id, ordinal, bytes) VALUES ($1, $2, $3, $4)',
      [organizationId, id, ordinal, bytes],
    );
}
