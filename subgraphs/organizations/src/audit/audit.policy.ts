import { requireScopeInOrganization, type Session } from '@prism/auth/session';

/** The organization whose log the caller may read. */
export function requireAuditReader(session: Session): string {
  return requireScopeInOrganization(session, 'organization:admin');
}
