import type { Role } from '@prism/auth/scopes';
import type { TenantDb } from '@prism/queue/tenantDb';
import { selectRoles } from './membership.sql.ts';

/** What people are in the organization, for those of the ids that are members. */
export async function findRoles(db: TenantDb, ids: readonly string[]): Promise<ReadonlyMap<string, Role>> {
  const { organizationId } = db;
  if (organizationId === null || ids.length === 0) return new Map();
  const rows = await db.read((tx) => selectRoles(tx, organizationId, ids));
  return new Map(rows.map(({ id, role }) => [id, role]));
}
