import { requireScopeInOrganization, type Session } from '@prism/auth/session';

import type { Announcement } from './announcement.ts';

/** The organization that the caller may announce to, a person or an API key. */
export function requireAnnouncer(session: Session): string {
  return requireScopeInOrganization(session, 'notifications:send');
}

/**
 * Who may announce sees every announcement of the organization; others those that were addressed to them and are out. Whether
 * the caller watches what it was addressed by, the policy is told.
 */
export function maySee(
  session: Session,
  { recipientIds, roles, watchersOf, status }: Announcement,
  isWatcher: boolean,
): boolean {
  if (session.scopes.includes('notifications:send')) return true;
  if (!session.scopes.includes('notifications:read') || session.actor.type !== 'user') return false;
  if (status !== 'PUBLISHED') return false;
  if (recipientIds) return recipientIds.includes(session.actor.id);
  if (roles) return session.role !== null && roles.includes(session.role);
  return watchersOf === null || isWatcher;
}
