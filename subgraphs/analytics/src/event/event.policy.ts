import { requireOrganization, requireScope, type Session } from '@prism/auth/session';

/** The organization that the session may track events for; FORBIDDEN when there is none. */
export function requireTracker(session: Session): string {
  const organizationId = requireOrganization(session);
  requireScope(session, 'analytics:write');
  return organizationId;
}
