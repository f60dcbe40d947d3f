import { scopes, type Scope } from '@prism/auth/scopes';
import { nonEmptyText } from '@prism/errors/inputSchemas';
import { z } from 'zod';

/** What is known of a key; its secret is not. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** How many keys of an organization may work at the same time. */
export const maxActiveKeys = 1_000;

const scope = z.enum(scopes, { error: `must be one of ${scopes.join(', ')}` });

export const createApiKeyInput = z.object({
  name: nonEmptyText(200),
  scopes: z
    .array(scope)
    .min(1, 'must name at least one scope')
    .max(100, 'must have at most 100 entries')
    .transform((list) => [...new Set(list)]),
  expiresAt: z
    .date()
    .refine((date) => date.getTime() > Date.now(), 'must be in the future')
    .nullish(),
});

/** The scopes that a stored key still has: one that Prism no longer knows gives nothing. */
export function knownScopes(stored: readonly string[]): Scope[] {
  return scopes.filter((known) => stored.includes(known));
}
