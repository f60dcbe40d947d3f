import { requireScopeInOrganization, type Session } from '@prism/auth/session';

/**
 * The organization whose collections the session may make, change and delete; FORBIDDEN when there is none. Who manages a
 * collection reads its documents only if they are named like anybody else.
 */
export function requireCollectionManager(session: Session): string {
  return requireScopeInOrganization(session, 'knowledge:admin');
}

/** Whether the session may know of collections whose documents it may not read. */
export function managesCollections({ scopes }: Session): boolean {
  return scopes.includes('knowledge:admin');
}
