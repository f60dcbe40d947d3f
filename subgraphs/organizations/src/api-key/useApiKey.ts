import { hashApiKey } from '@prism/auth/apiKey';
import type { Scope } from '@prism/auth/scopes';
import type { Queryable } from '@prism/db/transaction';
import { enterByApiKey, markApiKeyUsed } from './apiKey.sql.ts';
import { knownScopes } from './apiKey.ts';

/** What a key opens. */
export interface UsedApiKey {
  readonly id: string;
  readonly organizationId: string;
  readonly scopes: Scope[];
}

/**
 * What a secret opens, null if it is no working key's, and a note of its use, at most one a minute. Makes the key's
 * organization the current one for the rest of the transaction.
 */
export async function useApiKey(tx: Queryable, secret: string): Promise<UsedApiKey | null> {
  const key = await enterByApiKey(tx, hashApiKey(secret));
  if (!key?.usable) return null;
  const { id, organizationId, scopes, stale } = key;
  if (stale) await markApiKeyUsed(tx, organizationId, id);
  return { id, organizationId, scopes: knownScopes(scopes) };
}
