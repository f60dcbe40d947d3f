import { isWellFormedApiKey } from '@prism/auth/apiKey';
import { personIdentitySchema, type PersonIdentity } from '@prism/auth/personIdentity';
import { scopesOfRole } from '@prism/auth/scopes';
import type { Session } from '@prism/auth/session';
import type { Pool } from '@prism/db/pool';
import { notFound, unauthenticated } from '@prism/errors/errors';
import { text } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import { createTenantDb, type TenantDb } from '@prism/queue/tenantDb';
import { z } from 'zod';
import { useApiKey, type UsedApiKey } from '../api-key/useApiKey.ts';
import { acceptInvitations } from '../membership/acceptInvitations.ts';
import { findRole } from '../membership/findRole.ts';
import { isOrganization } from '../organization/isOrganization.ts';
import { signIn } from '../user/signIn.ts';
import { invalidateSession } from './invalidateSession.ts';

const requestSchema = z.object({
  identity: z.union([z.strictObject({ apiKey: z.string() }), personIdentitySchema]),
  /** Id or slug. */
  organization: text(200).nullish(),
});

/** What resolving needs. */
export interface SessionParts {
  readonly pool: Pool;
  readonly topics: LiveTopics;
}

/**
 * Who acts, where, and what they may do. The first sight of a person makes them known, and joins them to wherever their
 * verified address is invited. Throws UNAUTHENTICATED for a key that does not work, NOT_FOUND for an organization that the
 * caller does not belong to, BAD_USER_INPUT for anything else than the request's shape.
 */
export async function resolveSession(parts: SessionParts, request: unknown): Promise<Session> {
  const { identity, organization = null } = parseInput(requestSchema, request, 'body');
  const db = createTenantDb(parts, { role: 'prism_organizations' });
  if ('apiKey' in identity) return resolveKey(db, { secret: identity.apiKey, organization });
  return resolvePerson(parts, db, { identity, organization });
}

async function resolvePerson(
  { topics }: SessionParts,
  db: TenantDb,
  { identity, organization }: { readonly identity: PersonIdentity; readonly organization: string | null },
): Promise<Session> {
  const { userId, joined, member } = await db.transact(async (tx) => {
    const id = await signIn(tx, identity);
    const joinedNow = await acceptInvitations(tx, id);
    return {
      userId: id,
      joined: joinedNow,
      member: organization === null ? null : await findRole(tx, id, organization),
    };
  });
  await Promise.all(joined.map((organizationId) => invalidateSession(topics, userId, organizationId)));
  // After the commit: whoever names a wrong organization has signed in all the same.
  if (organization !== null && !member) throw notFound('Organization');
  const actor = { type: 'user', id: userId } as const;
  if (!member) return { actor, organizationId: null, role: null, scopes: [] };
  return { actor, ...member, scopes: [...scopesOfRole[member.role]] };
}

async function resolveKey(
  db: TenantDb,
  { secret, organization }: { readonly secret: string; readonly organization: string | null },
): Promise<Session> {
  // A wrong checksum never reaches the database.
  const opened = isWellFormedApiKey(secret) ? await openKey(db, secret, organization) : null;
  // In the same words whatever is wrong with it: who guesses learns nothing.
  if (!opened) throw unauthenticated('The API key is unknown, expired or revoked.');
  const { id, organizationId, scopes, isNamed } = opened;
  if (!isNamed) throw notFound('Organization');
  return { actor: { type: 'apiKey', id }, organizationId, role: null, scopes };
}

/** A key, and whether its organization is the one that was named, if any was. */
function openKey(
  db: TenantDb,
  secret: string,
  organization: string | null,
): Promise<(UsedApiKey & { readonly isNamed: boolean }) | null> {
  return db.transact(async (tx) => {
    const key = await useApiKey(tx, secret);
    if (!key) return null;
    return { ...key, isNamed: organization === null || (await isOrganization(tx, key.organizationId, organization)) };
  });
}
