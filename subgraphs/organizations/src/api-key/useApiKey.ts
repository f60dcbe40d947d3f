import { hashApiKey, isWellFormedApiKey } from '@prism/auth/apiKey';
import type { Scope } from '@prism/auth/scopes';
import { unauthenticated } from '@prism/errors/errors';
import type { TenantDb } from '@prism/queue/tenantDb';
import { enterByApiKey, markApiKeyUsed } from './apiKey.sql.ts';
import { knownScopes } from './apiKey.ts';

/** What a key opens. */
export interface UsedApiKey {
  readonly id: string;
  readonly organizationId: string;
  readonly scopes: Scope[];
}

/**
 * What a secret opens, and a note of its use, at most one a minute. Throws UNAUTHENTICATED for anything that is not a working
 * key, in the same words: who guesses learns nothing. A wrong checksum never reaches the database.
 */
export async function useApiKey(db: TenantDb, secret: string): Promise<UsedApiKey> {
  const used = isWellFormedApiKey(secret) ? await open(db, hashApiKey(secret)) : null;
  if (!used) throw unauthenticated('The API key is unknown, expired or revoked.');
  return used;
}

async function open(db: TenantDb, hash: string): Promise<UsedApiKey | null> {
  return db.transact(async (tx) => {
    const key = await enterByApiKey(tx, hash);
    if (!key?.usable) return null;
    const { id, organizationId, scopes, stale } = key;
    if (stale) await markApiKeyUsed(tx, organizationId, id);
    return { id, organizationId, scopes: knownScopes(scopes) };
  });
}
