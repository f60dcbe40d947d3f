import { internalTokenSeconds, signInternalToken } from '@prism/auth/internalToken';
import type { Session } from '@prism/auth/session';
import { LRUCache } from 'lru-cache';

/** A token that subgraphs believe for at least half a minute more. */
export type GetInternalToken = (session: Session, identityKey: string) => Promise<string>;

/** Signs once per caller and re-uses the token for less than half of its life. */
export function createInternalTokens(secret: string): GetInternalToken {
  const tokens = new LRUCache<string, Promise<string>>({ max: 10_000, ttl: (internalTokenSeconds * 1000) / 2 - 1000 });
  return (session, identityKey) => {
    let token = tokens.get(identityKey);
    if (!token) tokens.set(identityKey, (token = signInternalToken(secret, session)));
    return token;
  };
}
