import { verifyInternalToken } from '@prism/auth/internalToken';
import type { Session } from '@prism/auth/session';
import { unauthenticated } from '@prism/errors/errors';
import { LRUCache } from 'lru-cache';

/** Who sent a request, and the token to pass on when another subgraph must be asked on their behalf. */
export interface Caller {
  readonly session: Session;
  readonly token: string;
}

/**
 * Returns a function that turns an `authorization` value into the caller, or throws UNAUTHENTICATED. The gateway sends the
 * same token for half a minute, so what was verified is remembered until it expires.
 */
export function createAuthenticator(secret: string): (authorization: unknown) => Promise<Caller> {
  const verified = new LRUCache<string, Caller>({ max: 10_000 });
  return async (authorization) => {
    const token = typeof authorization === 'string' ? /^Bearer (.+)$/i.exec(authorization)?.[1] : undefined;
    if (!token) throw unauthenticated('Only the gateway may call a subgraph.');
    const known = verified.get(token);
    if (known) return known;
    const { session, expiresAt } = await verifyInternalToken(secret, token);
    const caller = { session, token };
    verified.set(token, caller, { ttl: Math.max(1, expiresAt * 1000 - Date.now()) });
    return caller;
  };
}
