import type { Session } from '@prism/auth/session';

/**
 * The same for two callers exactly when what is equal for equal scopes is equal for them. Null: such a thing cannot be said of
 * this caller.
 */
export function permissionOf(session: Session | null): string | null {
  if (session?.organizationId == null || session.actor.type === 'system') return null;
  const { actor, organizationId, role, scopes } = session;
  return JSON.stringify([organizationId, actor.type, role, scopes]);
}
