import { requireOrganization, requireScope, type Session } from '@prism/auth/session';

/** The organization whose knowledge the session may search and read; FORBIDDEN when there is none. */
export function requireKnowledgeReader(session: Session): string {
  const organizationId = requireOrganization(session);
  requireScope(session, 'knowledge:read');
  return organizationId;
}

/** The organization whose knowledge the session may add to, change and delete; FORBIDDEN when there is none. */
export function requireKnowledgeWriter(session: Session): string {
  const organizationId = requireOrganization(session);
  requireScope(session, 'knowledge:write');
  return organizationId;
}
