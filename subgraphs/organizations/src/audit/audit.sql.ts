import type { Page } from '@prism/db/page';
import type { Queryable } from '@prism/db/transaction';
import type { AuditEntry, NewAuditEntry } from './auditEntry.ts';

/** Writes an entry; the actor's name is looked up and kept as it is now. */
export async function insertAuditEntry(
  db: Queryable,
  organizationId: string,
  entry: NewAuditEntry & Pick<AuditEntry, 'id' | 'actorType' | 'actorId'>,
): Promise<void> {
  await db.query(
    `INSERT INTO organizations.audit_entry
       (organization_id, id, actor_type, actor_id, actor_name, action, target_type, target_id, details)
     VALUES ($1, $2, $3, $4::uuid, coalesce(
       (SELECT u.display_name FROM organizations.user u WHERE u.id = $4::uuid),
       (SELECT k.name FROM organizations.api_key k WHERE k.organization_id = $1 AND k.id = $4::uuid),
       'Prism'), $5, $6, $7, $8::jsonb)`,
    [
      organizationId,
      entry.id,
      entry.actorType,
      entry.actorId,
      entry.action,
      entry.targetType,
      entry.targetId,
      JSON.stringify(entry.details ?? {}),
    ],
  );
}

/** Newest first, one more than the page holds. */
export async function selectAuditEntries(
  db: Queryable,
  organizationId: string,
  page: Page<string>,
): Promise<AuditEntry[]> {
  const { rows } = await db.query<AuditEntry>(
    `SELECT e.id, e.action, e.actor_type AS "actorType", e.actor_id AS "actorId", e.actor_name AS "actorName",
       e.target_type AS "targetType", e.target_id AS "targetId", e.details, e.created_at AS "createdAt"
     FROM organizations.audit_entry e
     WHERE e.organization_id = $1 AND ($2::uuid IS NULL OR e.id < $2::uuid)
     ORDER BY e.id DESC LIMIT $3`,
    [organizationId, page.after, page.limit + 1],
  );
  return rows;
}
