import type { Queryable } from '@prism/db/transaction';

/** Those of the documents that are there for the actor, in any order. */
export async function selectReadable(
  db: Queryable,
  organizationId: string,
  documentIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    'SELECT id FROM knowledge.document WHERE organization_id = $1 AND id = ANY($2::uuid[])',
    [organizationId, documentIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The same, and until the transaction ends nobody deletes them. */
export async function lockReadable(
  db: Queryable,
  organizationId: string,
  documentIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    'SELECT id FROM knowledge.document WHERE organization_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR KEY SHARE',
    [organizationId, documentIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The stored texts that the offsets of the documents' chunks count in, by document. */
export async function selectReadyTexts(
  db: Queryable,
  organizationId: string,
  documentIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; text: string }>(
    `SELECT d.id, coalesce(v.text, v.content, '') AS text FROM knowledge.document d
     JOIN knowledge.document_version v
       ON v.organization_id = d.organization_id AND v.document_id = d.id AND v.version = d.ready_version
     WHERE d.organization_id = $1 AND d.id = ANY($2::uuid[])`,
    [organizationId, documentIds],
  );
  return new Map(rows.map(({ id, text }) => [id, text]));
}
