import type { Role } from '@prism/auth/scopes';
import type { Queryable } from '@prism/db/transaction';

const readable = `SELECT 1 FROM knowledge.collection WHERE organization_id = $1 AND id = $2
  AND id IN (SELECT knowledge.readable_collections())`;

/** Whether the actor may read a collection of the organization. */
export async function isReadable(db: Queryable, organizationId: string, id: string): Promise<boolean> {
  return (await db.query(readable, [organizationId, id])).rowCount > 0;
}

/** The same; one that is readable is not deleted before the transaction ends. */
export async function holdReadable(db: Queryable, organizationId: string, id: string): Promise<boolean> {
  return (await db.query(`${readable} FOR KEY SHARE`, [organizationId, id])).rowCount > 0;
}

/** Who may read a document; undefined when there is none. */
export async function selectReaders(
  db: Queryable,
  organizationId: string | null,
  documentId: string,
): Promise<{ isOpen: boolean; memberIds: string[]; roles: Role[] } | undefined> {
  const { rows } = await db.query<{ isOpen: boolean; memberIds: string[]; roles: Role[] }>(
    `SELECT d.collection_id IS NULL OR coalesce(c.access = 'EVERYBODY', false) AS "isOpen",
       coalesce(c.member_ids, '{}') AS "memberIds", coalesce(c.roles, '{}') AS roles
     FROM knowledge.document d
     LEFT JOIN knowledge.collection c ON c.organization_id = d.organization_id AND c.id = d.collection_id
     WHERE d.organization_id = $1 AND d.id = $2`,
    [organizationId, documentId],
  );
  return rows[0];
}
