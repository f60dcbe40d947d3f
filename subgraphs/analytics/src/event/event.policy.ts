import { requireScopeInOrganization, type Session } from '@prism/auth/session';

/** The organization that the session may track events for; FORBIDDEN when there is none. */
export function requireTracker(session: Session): string {
  return requireScopeInOrganization(session, 'analytics:write');
}
