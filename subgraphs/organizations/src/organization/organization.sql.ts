import type { Queryable } from '@prism/db/transaction';
import type { Organization } from './organization.ts';
import type { TenantDb } from '@prism/queue/tenantDb';

/** Those of the organizations that are the current one or the person's own. */
export async function selectOrganizations(
  db: Queryable,
  { organizationId, userId }: Pick<TenantDb, 'organizationId' | 'userId'>,
  ids: readonly string[],
): Promise<Organization[]> {
  const { rows } = await db.query<Organization>(
    `SELECT o.id, o.slug, o.name, o.created_at AS "createdAt" FROM organizations.organization o
     WHERE o.id = ANY ($3::uuid[]) AND (o.id = $1::uuid OR EXISTS (
       SELECT FROM organizations.membership m WHERE m.organization_id = o.id AND m.user_id = $2::uuid))`,
    [organizationId, userId, ids],
  );
  return rows;
}

/** Null when the slug is taken. */
export async function insertOrganization(
  db: Queryable,
  { id, slug, name }: Pick<Organization, 'id' | 'slug' | 'name'>,
): Promise<Organization | null> {
  const { rows } = await db.query<Organization>(
    `INSERT INTO organizations.organization (id, slug, name) VALUES ($1, $2, $3)
     ON CONFLICT (slug) DO NOTHING
     RETURNING id, slug, name, created_at AS "createdAt"`,
    [id, slug, name],
  );
  return rows[0] ?? null;
}

/** The slug of the current organization. */
export async function findSlug(db: Queryable, organizationId: string): Promise<string | null> {
  const { rows } = await db.query<{ slug: string }>('SELECT o.slug FROM organizations.organization o WHERE o.id = $1', [
    organizationId,
  ]);
  return rows[0]?.slug ?? null;
}
