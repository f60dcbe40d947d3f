import type { Role } from '@prism/auth/scopes';
import type { Queryable } from '@prism/db/transaction';

/** What somebody may do in an organization now: a person's role, a key's scopes. */
export interface CurrentSession {
  readonly organizationId: string;
  readonly actorId: string;
  readonly role: Role | null;
  readonly scopes: readonly string[] | null;
}

/** For pairs of an organization and a person or key, in whatever organizations; those who are nothing there are left out. */
export async function selectCurrentSessions(
  db: Queryable,
  organizationIds: readonly string[],
  actorIds: readonly string[],
): Promise<CurrentSession[]> {
  const { rows } = await db.query<CurrentSession>(
    `SELECT organization_id AS "organizationId", actor_id AS "actorId", role, scopes
     FROM organizations.current_sessions($1::uuid[], $2::uuid[])`,
    [organizationIds, actorIds],
  );
  return rows;
}
