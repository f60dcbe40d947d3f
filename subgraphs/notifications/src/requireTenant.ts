import type { TenantDb } from '@prism/queue/tenantDb';

/** The organization that a worker is bound to. Throws when it is bound to none: a bug, no fault of a client. */
export function requireTenant({ organizationId }: Pick<TenantDb, 'organizationId'>): string {
  if (organizationId === null) throw new Error('This belongs to an organization; the scope has none.');
  return organizationId;
}
