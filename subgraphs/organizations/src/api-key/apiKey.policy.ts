import type { Scope } from '@prism/auth/scopes';
import { requireScopeInOrganization, type Session } from '@prism/auth/session';
import { forbidden } from '@prism/errors/errors';

/** The organization whose keys the caller may make, list and revoke. */
export function requireApiKeyAdmin(session: Session): string {
  return requireScopeInOrganization(session, 'organization:admin');
}

/** Nobody hands out what they do not have. */
export function requireOwnScopes(session: Session, wanted: readonly Scope[]): void {
  const missing = wanted.filter((scope) => !session.scopes.includes(scope));
  if (missing.length > 0) throw forbidden(`You cannot give what you do not have: ${missing.join(', ')}.`);
}
