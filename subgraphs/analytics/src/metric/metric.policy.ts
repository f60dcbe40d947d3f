import { requireScopeInOrganization, type Session } from '@prism/auth/session';

/** The organization whose metrics the session may read; FORBIDDEN when there is none. */
export function requireMetricReader(session: Session): string {
  return requireScopeInOrganization(session, 'analytics:read');
}
