import type { Role } from '@prism/auth/scopes';
import type { Queryable } from '@prism/db/transaction';

/** Whether the actor may read a collection of the organization. */
export async function isReadable(db: Queryable, organizationId: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT 1 FROM knowledge.collection WHERE organization_id = $1 AND id = $2
       AND id IN (SELECT knowledge.readable_collections())`,
    [organizationId, id],
  );
  return rowCount > 0;
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
