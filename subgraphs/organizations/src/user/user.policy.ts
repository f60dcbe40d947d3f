import { requireScopeInOrganization, type Session } from '@prism/auth/session';

const isSelf = ({ actor }: Session, userId: string) => actor.type === 'user' && actor.id === userId;

/** Names of people belong to whatever they did; addresses and memberships are for those who may read the organization. */
export function mayReadProfile(session: Session, userId: string): boolean {
  return isSelf(session, userId) || session.scopes.includes('organization:read');
}

/** The organization whose people the caller may read. */
export function requireUserReader(session: Session): string {
  return requireScopeInOrganization(session, 'organization:read');
}
