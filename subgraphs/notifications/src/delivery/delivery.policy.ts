import { requireScopeInOrganization, type Session } from '@prism/auth/session';

/** The organization whose deliveries the caller administers, a person or an API key. */
export function requireDeliveryAdministrator(session: Session): string {
  return requireScopeInOrganization(session, 'notifications:admin');
}

/** Whether the caller may see by which hosts messages leave and what those said. */
export function administersDeliveries(session: Session): boolean {
  return session.scopes.includes('notifications:admin');
}
