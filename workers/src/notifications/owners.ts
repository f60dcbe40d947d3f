import type { Pool } from '@prism/db/pool';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import { createTenantDb, type TenantDb } from '@prism/queue/tenantDb';

/** The database as each subgraph that is asked sees it, for one organization. */
export type Owners = {
  readonly organizations: TenantDb;
  readonly tasks: TenantDb;
  readonly knowledge: TenantDb;
  readonly notifications: TenantDb;
};

/** Binds each subgraph's role to an organization. Costs nothing: made once a job. */
export function ownersOf(parts: { readonly pool: Pool; readonly topics: LiveTopics }, organizationId: string): Owners {
  return {
    organizations: createTenantDb(parts, { role: 'prism_organizations', organizationId }),
    tasks: createTenantDb(parts, { role: 'prism_tasks', organizationId }),
    knowledge: createTenantDb(parts, { role: 'prism_knowledge', organizationId, system: true }),
    notifications: createTenantDb(parts, { role: 'prism_notifications', organizationId }),
  };
}
