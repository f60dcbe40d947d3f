import { requireScopeInOrganization, type Session } from '@prism/auth/session';

/** The organization whose tasks the session may read; FORBIDDEN when there is none. */
export function requireTaskReader(session: Session): string {
  return requireScopeInOrganization(session, 'tasks:read');
}

/** The organization whose tasks the session may create, change and delete; FORBIDDEN when there is none. */
export function requireTaskWriter(session: Session): string {
  return requireScopeInOrganization(session, 'tasks:write');
}
