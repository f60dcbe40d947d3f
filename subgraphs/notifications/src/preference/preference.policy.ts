import { requireScopeInOrganization, type Session } from '@prism/auth/session';

/** The organization for which the caller may choose, a person or an API key. */
export function requireDefaultsAdministrator(session: Session): string {
  return requireScopeInOrganization(session, 'notifications:admin');
}
