import type { Session } from '@prism/auth/session';
import type { Pool } from '@prism/db/pool';
import type { DatabaseRole } from '@prism/db/roles';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import { createTenantDb, type TenantDb } from '@prism/queue/tenantDb';

/** The database as a caller sees it: their organization and, if a person acts, that person. Costs nothing. */
export function sessionDb(
  parts: { readonly pool: Pool; readonly topics: LiveTopics },
  role: DatabaseRole,
  { actor, organizationId }: Pick<Session, 'actor' | 'organizationId'>,
): TenantDb {
  return createTenantDb(parts, { role, organizationId, userId: actor.type === 'user' ? actor.id : null });
}
