import { requireOrganization, requireScope, requireScopeInOrganization, type Session } from '@prism/auth/session';
import { forbidden } from '@prism/errors/errors';

import { requireInbox } from '../notification/notification.policy.ts';
import type { EndpointOwner } from './endpoint.ts';

/** As whom the caller may have endpoints: as a person with an inbox, or as somebody who administers the organization's. */
export function requireOwner(session: Session, owner: 'PERSON' | 'ORGANIZATION'): EndpointOwner {
  if (owner === 'ORGANIZATION')
    return { organizationId: requireScopeInOrganization(session, 'notifications:admin'), ownerId: null };
  const { organizationId, userId } = requireInbox(session);
  return { organizationId, ownerId: userId };
}

/** The organization in which the caller may manage some endpoints at all; which ones, `mayManage` says. */
export function requireManager(session: Session): string {
  const organizationId = requireOrganization(session);
  if (session.scopes.includes('notifications:admin')) return organizationId;
  requireScope(session, 'notifications:read');
  if (session.actor.type !== 'user') throw forbidden('Only a person can do this: sign in with a user token.');
  return organizationId;
}

/** A person's endpoints are theirs alone; the organization's are for whoever administers notifications. */
export function mayManage(session: Session, { ownerId }: Pick<EndpointOwner, 'ownerId'>): boolean {
  if (ownerId === null) return session.scopes.includes('notifications:admin');
  const isOwner = session.actor.type === 'user' && session.actor.id === ownerId;
  return isOwner && session.scopes.includes('notifications:read');
}
