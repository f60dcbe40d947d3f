import { requireScopeInOrganization, requireUser, type Session } from '@prism/auth/session';

/** Any person may make an organization; a key acts in the one it has. Returns who will own it. */
export function requireFounder(session: Session): string {
  return requireUser(session);
}

/** The organization that the caller may read. */
export function requireOrganizationReader(session: Session): string {
  return requireScopeInOrganization(session, 'organization:read');
}
