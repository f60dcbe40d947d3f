import { generateApiKey } from '@prism/auth/apiKey';
import { newId } from '@prism/db/newId';
import { quotaExceeded } from '@prism/errors/errors';
import { parseInput } from '@prism/errors/parseInput';
import { recordAudit } from '../audit/recordAudit.ts';
import type { Context } from '../context.ts';
import { requireApiKeyAdmin, requireOwnScopes } from './apiKey.policy.ts';
import { countActiveApiKeys, insertApiKey, lockApiKeys } from './apiKey.sql.ts';
import { createApiKeyInput, maxActiveKeys, type ApiKey } from './apiKey.ts';

/** Makes a key; its secret is returned here and known nowhere else. */
export async function createApiKey(ctx: Context, input: unknown): Promise<{ secret: string; apiKey: ApiKey }> {
  const organizationId = requireApiKeyAdmin(ctx.session);
  const { name, scopes, expiresAt = null } = parseInput(createApiKeyInput, input);
  requireOwnScopes(ctx.session, scopes);
  const { secret, hash, prefix } = generateApiKey(ctx.apiKeyEnvironment);
  const key = { id: newId(), name, hash, prefix, scopes, expiresAt, createdBy: ctx.db.userId };
  const apiKey = await ctx.db.transact(async (tx) => {
    await lockApiKeys(tx, organizationId);
    if ((await countActiveApiKeys(tx, organizationId)) >= maxActiveKeys) {
      throw quotaExceeded(`An organization has at most ${String(maxActiveKeys)} keys that work: revoke some first.`);
    }
    const created = await insertApiKey(tx, organizationId, key);
    const { actor } = ctx.session;
    const entry = {
      action: 'apiKey.created',
      targetType: 'ApiKey',
      targetId: key.id,
      details: { name, scopes },
    } as const;
    await recordAudit(tx, { actor, organizationId }, entry);
    return created;
  });
  return { secret, apiKey };
}
