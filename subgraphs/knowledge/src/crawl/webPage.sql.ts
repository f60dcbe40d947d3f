import type { Queryable } from '@prism/db/transaction';

/** What is known of a page from the last time. */
export interface KnownPage {
  readonly url: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Where it leads. */
  readonly links: readonly string[];
  readonly settingsHash: string;
  readonly documentId: string;
}

/** A page whose document is still there, did not fail, and was stored under the same settings. */
export async function selectKnownPage(
  db: Queryable,
  organizationId: string,
  { url, settingsHash }: Pick<KnownPage, 'url' | 'settingsHash'>,
): Promise<KnownPage | null> {
  const { rows } = await db.query<KnownPage>(
    `SELECT w.url, w.etag, w.last_modified AS "lastModified", w.links, w.settings_hash AS "settingsHash",
       w.document_id AS "documentId"
     FROM knowledge.web_page w
     JOIN knowledge.document d ON d.organization_id = w.organization_id AND d.id = w.document_id
     WHERE w.organization_id = $1 AND w.url = $2 AND w.settings_hash = $3 AND d.status <> 'FAILED'
       AND num_nonnulls(w.etag, w.last_modified) > 0`,
    [organizationId, url, settingsHash],
  );
  return rows[0] ?? null;
}

export async function upsertKnownPage(db: Queryable, organizationId: string, page: KnownPage): Promise<void> {
  const { url, etag, lastModified, links, settingsHash, documentId } = page;
  await db.query(
    `INSERT INTO knowledge.web_page (organization_id, url, etag, last_modified, links, settings_hash, document_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (organization_id, url) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified,
       links = excluded.links, settings_hash = excluded.settings_hash, document_id = excluded.document_id`,
    [organizationId, url, etag, lastModified, links, settingsHash, documentId],
  );
}

/** The document with this external id; null when there is none. Locked until the transaction ends. */
export async function lockStored(
  db: Queryable,
  organizationId: string,
  externalId: string,
): Promise<{ version: number; collectionId: string | null } | null> {
  const { rows } = await db.query<{ version: number; collectionId: string | null }>(
    `SELECT version, collection_id AS "collectionId" FROM knowledge.document
     WHERE external_id = $2 AND organization_id = $1 FOR UPDATE`,
    [organizationId, externalId],
  );
  return rows[0] ?? null;
}
