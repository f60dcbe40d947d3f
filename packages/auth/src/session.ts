import { forbidden, unauthenticated } from '@prism/errors/errors';
import { z } from 'zod';
import { roles, scopes, type Scope } from './scopes.ts';

/** Who acts, where, and what they may do: resolved once by the gateway, carried in the internal token. */
export const sessionSchema = z.object({
  actor: z.object({ type: z.enum(['user', 'apiKey', 'system']), id: z.string() }),
  organizationId: z.uuid().nullable(),
  role: z.enum(roles).nullable(),
  scopes: z.array(z.enum(scopes)),
});

/** The parsed form of {@link sessionSchema}. */
export type Session = z.infer<typeof sessionSchema>;

/** Throws FORBIDDEN unless the session carries the scope. The default of every policy. */
export function requireScope(session: Session | null, scope: Scope): asserts session is Session {
  if (!session) throw unauthenticated();
  if (!session.scopes.includes(scope)) throw forbidden(`This needs the scope ${scope}.`);
}

/** The organization of the request; FORBIDDEN with the remedy when the caller named none. */
export function requireOrganization(session: Session | null): string {
  if (!session) throw unauthenticated();
  if (session.organizationId === null) {
    throw forbidden('Name an organization: send its id or slug in the x-organization-id header.');
  }
  return session.organizationId;
}

/**
 * What most policies come to: the organization of the request, in which the caller has the scope. FORBIDDEN when they named
 * none, which is said first because it is the remedy, or lack the scope there.
 */
export function requireScopeInOrganization(session: Session | null, scope: Scope): string {
  const organizationId = requireOrganization(session);
  requireScope(session, scope);
  return organizationId;
}

/** The id of the person who acts; FORBIDDEN for keys and services, which have no inbox and no memberships. */
export function requireUser(session: Session | null): string {
  if (!session) throw unauthenticated();
  if (session.actor.type !== 'user') throw forbidden('Only a person can do this: sign in with a user token.');
  return session.actor.id;
}
