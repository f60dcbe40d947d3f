import { isId } from '@prism/errors/inputSchemas';
import type { TenantDb } from '@prism/queue/tenantDb';
import { findSlug } from './organization.sql.ts';

/** Whether an id or slug names this organization; `db` is bound to it. */
export async function isOrganization(db: TenantDb, organizationId: string, name: string): Promise<boolean> {
  if (isId(name)) return name.toLowerCase() === organizationId;
  return (await db.read((tx) => findSlug(tx, organizationId))) === name;
}
