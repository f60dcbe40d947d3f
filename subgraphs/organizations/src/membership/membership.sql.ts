import type { Role } from '@prism/auth/scopes';
import type { Page } from '@prism/db/page';
import type { Queryable } from '@prism/db/transaction';
import { toMembership, type MembershipRow } from './membershipRow.ts';
import type { Membership } from './membership.ts';

const selectFrom = (memberships: string) => `SELECT m.id, m.role, 'ACTIVE' AS status, m.created_at, m.user_id, u.email,
    u.display_name, m.organization_id, o.slug, o.name, o.created_at AS organization_created_at
  FROM ${memberships} m
  JOIN organizations.user u ON u.id = m.user_id
  JOIN organizations.organization o ON o.id = m.organization_id`;

const select = selectFrom('organizations.membership');

// The page is cut before people are joined: a row of people costs a look at who may see them.
const pageOf = `(SELECT * FROM organizations.membership
  WHERE organization_id = $1 AND ($2::uuid IS NULL OR id > $2::uuid) AND ($4::text[] IS NULL OR role = ANY ($4::text[]))
  ORDER BY organization_id, id LIMIT $3)`;

/** In the order of joining, one more than the page holds; with roles only those who have one of them. */
export async function selectMemberships(
  db: Queryable,
  organizationId: string,
  page: Page<string>,
  roles: readonly Role[] | null = null,
): Promise<Membership[]> {
  const { rows } = await db.query<MembershipRow>(`${selectFrom(pageOf)} ORDER BY m.id`, [
    organizationId,
    page.after,
    page.limit + 1,
    roles,
  ]);
  return rows.map(toMembership);
}

export async function countMemberships(
  db: Queryable,
  organizationId: string,
  roles: readonly Role[] | null = null,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM organizations.membership m
     WHERE m.organization_id = $1 AND ($2::text[] IS NULL OR m.role = ANY ($2::text[]))`,
    [organizationId, roles],
  );
  return rows[0]?.count ?? 0;
}

/** What can be seen of where people belong: all of the viewer's own, of others the current organization. */
export async function selectMembershipsOfUsers(
  db: Queryable,
  viewpoint: { readonly organizationId: string | null; readonly userId: string | null },
  userIds: readonly string[],
): Promise<Membership[]> {
  const { rows } = await db.query<MembershipRow>(
    `${select} WHERE m.user_id = ANY ($3::uuid[]) AND (m.organization_id = $1::uuid OR m.user_id = $2::uuid)
     ORDER BY m.user_id, m.id LIMIT 10000`,
    [viewpoint.organizationId, viewpoint.userId, userIds],
  );
  return rows.map(toMembership);
}

export async function findMembership(
  db: Queryable,
  organizationId: string,
  userId: string,
): Promise<Membership | null> {
  const { rows } = await db.query<MembershipRow>(`${select} WHERE m.organization_id = $1 AND m.user_id = $2`, [
    organizationId,
    userId,
  ]);
  return rows[0] ? toMembership(rows[0]) : null;
}

/** The role of the current person in an organization named by id or slug; null when they do not belong to it. */
export async function findOwnRole(
  db: Queryable,
  userId: string,
  organization: { readonly id: string | null; readonly slug: string | null },
): Promise<{ organizationId: string; role: Role } | null> {
  const { rows } = await db.query<{ organizationId: string; role: Role }>(
    `SELECT m.organization_id AS "organizationId", m.role
     FROM organizations.membership m JOIN organizations.organization o ON o.id = m.organization_id
     WHERE m.user_id = $1 AND (o.id = $2::uuid OR o.slug = $3)`,
    [userId, organization.id, organization.slug],
  );
  return rows[0] ?? null;
}

/** False when the person is a member already. */
export async function insertMembership(
  db: Queryable,
  organizationId: string,
  { id, userId, role }: { readonly id: string; readonly userId: string; readonly role: Role },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO organizations.membership (organization_id, id, user_id, role) VALUES ($1, $2, $3, $4)
     ON CONFLICT (organization_id, user_id) DO NOTHING`,
    [organizationId, id, userId, role],
  );
  return rowCount > 0;
}

/**
 * A member's role and how many owners there are, both held until the transaction ends: of two that would demote the last two
 * owners, the second waits here and then counts one.
 */
export async function lockMember(
  db: Queryable,
  organizationId: string,
  userId: string,
): Promise<{ role: Role | null; owners: number }> {
  const { rows } = await db.query<{ userId: string; role: Role }>(
    `SELECT m.user_id AS "userId", m.role FROM organizations.membership m
     WHERE m.organization_id = $1 AND (m.role = 'OWNER' OR m.user_id = $2)
     ORDER BY m.id FOR UPDATE`,
    [organizationId, userId],
  );
  return {
    role: rows.find((row) => row.userId === userId)?.role ?? null,
    owners: rows.filter((row) => row.role === 'OWNER').length,
  };
}

export async function updateMembershipRole(
  db: Queryable,
  organizationId: string,
  { userId, role }: { readonly userId: string; readonly role: Role },
): Promise<void> {
  await db.query('UPDATE organizations.membership SET role = $3 WHERE organization_id = $1 AND user_id = $2', [
    organizationId,
    userId,
    role,
  ]);
}

export async function deleteMembership(db: Queryable, organizationId: string, userId: string): Promise<void> {
  await db.query('DELETE FROM organizations.membership WHERE organization_id = $1 AND user_id = $2', [
    organizationId,
    userId,
  ]);
}

/** Members by user id, for walking through all of them, or all with one of the roles. */
export async function selectMemberIds(
  db: Queryable,
  organizationId: string,
  page: Page<string> & { readonly roles: readonly Role[] | null },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT m.user_id AS id FROM organizations.membership m
     WHERE m.organization_id = $1 AND ($2::uuid IS NULL OR m.user_id > $2::uuid)
       AND ($4::text[] IS NULL OR m.role = ANY ($4::text[]))
     ORDER BY m.user_id LIMIT $3`,
    [organizationId, page.after, page.limit, page.roles],
  );
  return rows.map(({ id }) => id);
}

/** The roles of those of the people who are members. */
export async function selectRoles(
  db: Queryable,
  organizationId: string,
  ids: readonly string[],
): Promise<{ id: string; role: Role }[]> {
  const { rows } = await db.query<{ id: string; role: Role }>(
    `SELECT m.user_id AS id, m.role FROM organizations.membership m
     WHERE m.organization_id = $1 AND m.user_id = ANY($2::uuid[])`,
    [organizationId, ids],
  );
  return rows;
}
