import { requireScopeInOrganization, type Session } from '@prism/auth/session';

import type { Announcement } from './announcement.ts';

/** The organization that the caller may announce to, a person or an API key. */
export function requireAnnouncer(session: Session): string {
  return requireScopeInOrganization(session, 'notifications:send');
}

/** Who may announce sees every announcement of the organization; others those that were addressed to them. */
export function maySee(session: Session, { recipientIds }: Announcement): boolean {
  if (session.scopes.includes('notifications:send')) return true;
  if (!session.scopes.includes('notifications:read') || session.actor.type !== 'user') return false;
  return recipientIds === null || recipientIds.includes(session.actor.id);
}
