import { signInternalToken } from '@prism/auth/internalToken';
import { scopesOfRole, type Role } from '@prism/auth/scopes';
import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';

/** The key that subgraphs under test verify internal tokens with. */
export const testTokenSecret = 'a secret that only tests use, long enough';

/** The key that processes under test encrypt with, as SECRETS_KEY takes it. */
export const testSecretsKey = Buffer.alloc(32, 'only tests use this').toString('base64');

/** A session as the gateway would resolve it: a person with a role in an organization, new ones unless named. */
export function sessionOf(options: { role?: Role; organizationId?: string; userId?: string } = {}): Session {
  const { role = 'MEMBER', organizationId = newId(), userId = newId() } = options;
  return { actor: { type: 'user', id: userId }, organizationId, role, scopes: [...scopesOfRole[role]] };
}

/** The headers that the gateway sends with a request of this session. */
export async function internalHeaders(session: Session): Promise<{ authorization: string; 'content-type': string }> {
  const token = await signInternalToken(testTokenSecret, session);
  return { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
}
