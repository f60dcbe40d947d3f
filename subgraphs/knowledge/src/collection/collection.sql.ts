import { lockName } from '@prism/db/lockName';
import type { Queryable } from '@prism/db/transaction';

import type { Collection, CollectionSettings } from './collection.ts';

const columns = `c.id, c.name, c.description, c.access, c.member_ids AS "memberIds", c.roles,
  c.created_by AS "createdBy", c.created_at AS "createdAt", c.updated_at AS "updatedAt"`;

/** The organization of a statement, and whether its actor manages collections, and so knows of those that they may not read. */
export interface Asker {
  readonly organizationId: string | null;
  readonly manages: boolean;
}

const known = '($2 OR c.id IN (SELECT knowledge.readable_collections()))';

/** The collections that the asker may know of, by name. */
export async function selectCollections(
  db: Queryable,
  { organizationId, manages }: Asker,
  ids?: readonly string[],
): Promise<Collection[]> {
  const { rows } = await db.query<Collection>(
    `SELECT ${columns} FROM knowledge.collection c
     WHERE c.organization_id = $1 AND ${known} AND ($3::uuid[] IS NULL OR c.id = ANY($3)) ORDER BY c.name, c.id`,
    [organizationId, manages, ids ?? null],
  );
  return rows;
}

/** The collections that documents are in, by document, of those documents that the actor may read. */
export async function selectCollectionsOf(
  db: Queryable,
  organizationId: string | null,
  documentIds: readonly string[],
): Promise<{ id: string; collection: Collection }[]> {
  const { rows } = await db.query<Collection & { documentId: string }>(
    `SELECT d.id AS "documentId", ${columns} FROM knowledge.document d
     JOIN knowledge.collection c ON c.organization_id = d.organization_id AND c.id = d.collection_id
     WHERE d.organization_id = $1 AND d.id = ANY($2::uuid[])`,
    [organizationId, documentIds],
  );
  return rows.map(({ documentId, ...collection }) => ({ id: documentId, collection }));
}

/** How many there are. Who counts next waits for this transaction, and so counts what it adds. */
export async function countCollections(db: Queryable, organizationId: string): Promise<number> {
  await lockName(db, `knowledge.collection:${organizationId}`);
  const { rows } = await db.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM knowledge.collection WHERE organization_id = $1',
    [organizationId],
  );
  return rows[0]?.n ?? 0;
}

export async function insertCollection(
  db: Queryable,
  organizationId: string,
  { id, createdBy, settings }: { id: string; createdBy: string | null; settings: CollectionSettings },
): Promise<Collection> {
  const { name, description, access, memberIds, roles } = settings;
  const { rows } = await db.query<Collection>(
    `INSERT INTO knowledge.collection AS c (organization_id, id, name, description, access, member_ids, roles, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${columns}`,
    [organizationId, id, name, description, access, memberIds, roles, createdBy],
  );
  const [inserted] = rows;
  if (!inserted) throw new Error('An insert returned no row.');
  return inserted;
}

/** Changes what is given; `description: undefined` leaves it, null takes it away. Null when there is no such collection. */
export async function updateCollectionRow(
  db: Queryable,
  organizationId: string,
  { id, settings }: { id: string; settings: { [K in keyof CollectionSettings]?: CollectionSettings[K] | undefined } },
): Promise<Collection | null> {
  const { name, description, access, memberIds, roles } = settings;
  const { rows } = await db.query<Collection>(
    `UPDATE knowledge.collection AS c SET
       name = coalesce($3, c.name), description = CASE WHEN $4 THEN $5 ELSE c.description END,
       access = coalesce($6, c.access), member_ids = coalesce($7::uuid[], c.member_ids), roles = coalesce($8::text[], c.roles),
       updated_at = now()
     WHERE c.organization_id = $1 AND c.id = $2 RETURNING ${columns}`,
    [
      ...[organizationId, id, name ?? null, description !== undefined, description ?? null],
      ...[access ?? null, memberIds ?? null, roles ?? null],
    ],
  );
  return rows[0] ?? null;
}

/** False when there is none. Fails on its foreign key (23503) while documents are in it, hidden ones, too. */
export async function deleteCollectionRow(db: Queryable, organizationId: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM knowledge.collection WHERE organization_id = $1 AND id = $2', [
    organizationId,
    id,
  ]);
  return rowCount > 0;
}

/** Puts documents into a collection, or null into none, and says which of them the actor may read: those that moved. */
export async function moveDocumentRows(
  db: Queryable,
  organizationId: string,
  { documentIds, collectionId }: { readonly documentIds: readonly string[]; readonly collectionId: string | null },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `UPDATE knowledge.document d SET collection_id = $3
     FROM (
       SELECT id FROM knowledge.document WHERE organization_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR UPDATE
     ) AS locked
     WHERE d.organization_id = $1 AND d.id = locked.id RETURNING d.id`,
    [organizationId, documentIds, collectionId],
  );
  return rows.map(({ id }) => id);
}
