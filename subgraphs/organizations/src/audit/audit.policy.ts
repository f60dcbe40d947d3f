import { requireOrganization, requireScope, type Session } from '@prism/auth/session';

/** The organization whose log the caller may read. */
export function requireAuditReader(session: Session): string {
  requireScope(session, 'organization:admin');
  return requireOrganization(session);
}
