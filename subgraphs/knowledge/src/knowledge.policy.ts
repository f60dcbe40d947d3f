import { requireScopeInOrganization, type Session } from '@prism/auth/session';

/** The organization whose knowledge the session may search and read; FORBIDDEN when there is none. */
export function requireKnowledgeReader(session: Session): string {
  return requireScopeInOrganization(session, 'knowledge:read');
}

/** The organization whose knowledge the session may add to, change and delete; FORBIDDEN when there is none. */
export function requireKnowledgeWriter(session: Session): string {
  return requireScopeInOrganization(session, 'knowledge:write');
}

/**
 * The organization whose collections the session may make, change and delete, and whose cost it may read; FORBIDDEN when there
 * is none. It opens no collection: an administrator reads its documents only if they are named, like anybody else.
 */
export function requireKnowledgeAdmin(session: Session): string {
  return requireScopeInOrganization(session, 'knowledge:admin');
}
