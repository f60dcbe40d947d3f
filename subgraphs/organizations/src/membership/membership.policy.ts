import type { Role } from '@prism/auth/scopes';
import { requireOrganization, requireScopeInOrganization, type Session } from '@prism/auth/session';
import { forbidden } from '@prism/errors/errors';
import { coversRole } from './membership.ts';

/** The organization whose members the caller may read. */
export function requireMemberReader(session: Session): string {
  return requireScopeInOrganization(session, 'organization:read');
}

/** The organization whose members the caller may invite, change and remove. */
export function requireMemberAdmin(session: Session): string {
  return requireScopeInOrganization(session, 'organization:admin');
}

/** Anybody may leave; only admins remove others. */
export function requireMemberRemover(session: Session, userId: string): string {
  return isOwn(session, userId) ? requireOrganization(session) : requireMemberAdmin(session);
}

/**
 * Appointing, demoting and removing take at least the powers of the role in question, or a key that may invite could make
 * itself an ADMIN in the shape of a person. Owners are the affair of owners alone, never of keys.
 */
export function requireAuthorityOver(session: Session, role: Role): void {
  if (role === 'OWNER' && session.role !== 'OWNER')
    throw forbidden('Only an OWNER appoints, changes or removes an OWNER.');
  if (!coversRole(session.scopes, role)) throw forbidden(`This needs all that the role ${role} may do.`);
}

/** Like `requireAuthorityOver`, but everybody has it over themselves. */
export function requireAuthorityToRemove(session: Session, { userId, role }: { userId: string; role: Role }): void {
  if (!isOwn(session, userId)) requireAuthorityOver(session, role);
}

function isOwn({ actor }: Session, userId: string): boolean {
  return actor.type === 'user' && actor.id === userId;
}
