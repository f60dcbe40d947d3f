import type { Role } from '@prism/auth/scopes';
import type { TenantDb } from '@prism/queue/tenantDb';
import { selectMemberIds } from './membership.sql.ts';

/**
 * User ids of the organization's members, ordered, those after `after`; at most `limit` (1,000 at most). With `roles` only those
 * who have one of them. Walk all of them by handing the last id back until fewer than `limit` come.
 */
export async function listMemberIds(
  db: TenantDb,
  { after, limit, roles }: { readonly after: string | null; readonly limit: number; readonly roles?: readonly Role[] },
): Promise<string[]> {
  const { organizationId } = db;
  if (organizationId === null) return [];
  return db.read((tx) =>
    selectMemberIds(tx, organizationId, { after, limit: Math.min(limit, 1_000), roles: roles ?? null }),
  );
}
