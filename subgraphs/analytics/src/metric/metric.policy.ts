import { requireOrganization, requireScope, type Session } from '@prism/auth/session';

/** The organization whose metrics the session may read; FORBIDDEN when there is none. */
export function requireMetricReader(session: Session): string {
  const organizationId = requireOrganization(session);
  requireScope(session, 'analytics:read');
  return organizationId;
}
