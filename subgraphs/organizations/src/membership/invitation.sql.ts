import type { Role } from '@prism/auth/scopes';
import type { Page } from '@prism/db/page';
import type { Queryable } from '@prism/db/transaction';
import type { Membership } from './membership.ts';
import { toMembership, type MembershipRow } from './membershipRow.ts';

const select = `SELECT i.id, i.role, 'INVITED' AS status, i.created_at, i.user_id, i.email, u.display_name,
    i.organization_id, o.slug, o.name, o.created_at AS organization_created_at
  FROM organizations.invitation i
  JOIN organizations.user u ON u.id = i.user_id
  JOIN organizations.organization o ON o.id = i.organization_id`;

/** Oldest first, one more than the page holds. */
export async function selectInvitations(
  db: Queryable,
  organizationId: string,
  page: Page<string>,
): Promise<Membership[]> {
  const { rows } = await db.query<MembershipRow>(
    `${select} WHERE i.organization_id = $1 AND ($2::uuid IS NULL OR i.id > $2::uuid) ORDER BY i.id LIMIT $3`,
    [organizationId, page.after, page.limit + 1],
  );
  return rows.map(toMembership);
}

export async function countInvitations(db: Queryable, organizationId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM organizations.invitation i WHERE i.organization_id = $1',
    [organizationId],
  );
  return rows[0]?.count ?? 0;
}

export async function findInvitation(
  db: Queryable,
  organizationId: string,
  userId: string,
): Promise<Membership | null> {
  const { rows } = await db.query<MembershipRow>(`${select} WHERE i.organization_id = $1 AND i.user_id = $2`, [
    organizationId,
    userId,
  ]);
  return rows[0] ? toMembership(rows[0]) : null;
}

/** The role that somebody is invited to, held until the transaction ends; null when there is no such invitation. */
export async function lockInvitation(db: Queryable, organizationId: string, userId: string): Promise<Role | null> {
  const { rows } = await db.query<{ role: Role }>(
    'SELECT i.role FROM organizations.invitation i WHERE i.organization_id = $1 AND i.user_id = $2 FOR UPDATE',
    [organizationId, userId],
  );
  return rows[0]?.role ?? null;
}

export async function insertInvitation(
  db: Queryable,
  organizationId: string,
  invitation: { readonly id: string; readonly email: string; readonly userId: string; readonly role: Role },
): Promise<boolean> {
  const { id, email, userId, role } = invitation;
  const { rowCount } = await db.query(
    `INSERT INTO organizations.invitation (organization_id, id, email, user_id, role) VALUES ($1, $2, lower($3), $4, $5)
     ON CONFLICT (organization_id, email) DO NOTHING`,
    [organizationId, id, email, userId, role],
  );
  return rowCount > 0;
}

export async function updateInvitationRole(
  db: Queryable,
  organizationId: string,
  { userId, role }: { readonly userId: string; readonly role: Role },
): Promise<void> {
  await db.query('UPDATE organizations.invitation SET role = $3 WHERE organization_id = $1 AND user_id = $2', [
    organizationId,
    userId,
    role,
  ]);
}

export async function deleteInvitation(db: Queryable, organizationId: string, userId: string): Promise<void> {
  await db.query('DELETE FROM organizations.invitation WHERE organization_id = $1 AND user_id = $2', [
    organizationId,
    userId,
  ]);
}

/** The invitation of an address, held until the transaction ends. */
export async function lockInvitationOf(
  db: Queryable,
  organizationId: string,
  email: string,
): Promise<{ userId: string; role: Role } | null> {
  const { rows } = await db.query<{ userId: string; role: Role }>(
    `SELECT i.user_id AS "userId", i.role FROM organizations.invitation i
     WHERE i.organization_id = $1 AND i.email = lower($2) FOR UPDATE`,
    [organizationId, email],
  );
  return rows[0] ?? null;
}

/** Takes an invitation out; the role that it gave, null when another sign-in took it or it was withdrawn. */
export async function takeInvitation(db: Queryable, organizationId: string, id: string): Promise<Role | null> {
  const { rows } = await db.query<{ role: Role }>(
    'DELETE FROM organizations.invitation WHERE organization_id = $1 AND id = $2 RETURNING role',
    [organizationId, id],
  );
  return rows[0]?.role ?? null;
}

/** What waits for the current person, in any organization. Nothing while their address is not verified. */
export async function selectOpenInvitations(db: Queryable): Promise<{ organizationId: string; id: string }[]> {
  const { rows } = await db.query<{ organizationId: string; id: string }>(
    'SELECT organization_id AS "organizationId", id FROM organizations.open_invitations()',
  );
  return rows;
}

/** The person behind an address. `known` when they have signed in with it verified, else the row that stands for them. */
export async function ensureInvitee(
  db: Queryable,
  newId: string,
  email: string,
): Promise<{ id: string; known: boolean }> {
  const { rows } = await db.query<{ id: string; known: boolean }>(
    'SELECT id, known FROM organizations.ensure_invitee($1, $2)',
    [newId, email],
  );
  const [invitee] = rows;
  if (!invitee) throw new Error('There is nobody behind the address.');
  return invitee;
}

/** Makes another organization the current one for the rest of the transaction. */
export async function enterOrganization(db: Queryable, organizationId: string): Promise<void> {
  await db.query(`SELECT set_config('prism.organization_id', $1, true)`, [organizationId]);
}
