import { requireScopeInOrganization, requireUser, type Session } from '@prism/auth/session';

import type { Inbox } from './inboxCursor.ts';

/** The caller's own inbox. FORBIDDEN for API keys, which have none, and for sessions without an organization. */
export function requireInbox(session: Session): Inbox {
  return { organizationId: requireScopeInOrganization(session, 'notifications:read'), userId: requireUser(session) };
}
