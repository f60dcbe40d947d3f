import type { Session } from '@prism/auth/session';
import type { Pool } from '@prism/db/pool';
import type { DatabaseRole } from '@prism/db/roles';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import { createTenantDb, type TenantDb } from '@prism/queue/tenantDb';

/**
 * The database as a caller sees it: their organization and, if a person acts, that person with their role in it. Keys and
 * services are nobody in particular: they are shown what everybody is. Costs nothing.
 */
export function sessionDb(
  parts: { readonly pool: Pool; readonly topics: LiveTopics },
  role: DatabaseRole,
  {
    actor,
    organizationId,
    role: memberRole,
  }: Pick<Session, 'actor' | 'organizationId'> & Partial<Pick<Session, 'role'>>,
): TenantDb {
  const person = actor.type === 'user' ? { userId: actor.id, memberRole: memberRole ?? null } : {};
  return createTenantDb(parts, { role, organizationId, ...person });
}
