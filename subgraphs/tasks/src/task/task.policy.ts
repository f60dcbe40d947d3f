import { requireOrganization, requireScope, type Session } from '@prism/auth/session';

/** The organization whose tasks the session may read; FORBIDDEN when there is none. */
export function requireTaskReader(session: Session): string {
  const organizationId = requireOrganization(session);
  requireScope(session, 'tasks:read');
  return organizationId;
}

/** The organization whose tasks the session may create, change and delete; FORBIDDEN when there is none. */
export function requireTaskWriter(session: Session): string {
  const organizationId = requireOrganization(session);
  requireScope(session, 'tasks:write');
  return organizationId;
}
