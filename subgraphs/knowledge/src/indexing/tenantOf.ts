import type { TenantDb } from '@prism/queue/tenantDb';

/** The organization that a job's database is bound to; every job has one. */
export function tenantOf(db: TenantDb): string {
  if (db.organizationId === null)
    throw new Error("A worker's transactions belong to an organization; this scope has none.");
  return db.organizationId;
}
