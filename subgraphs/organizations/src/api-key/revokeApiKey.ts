import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { recordAudit } from '../audit/recordAudit.ts';
import type { Context } from '../context.ts';
import { invalidateSession } from '../session/invalidateSession.ts';
import { requireApiKeyAdmin } from './apiKey.policy.ts';
import { markApiKeyRevoked, selectApiKeys } from './apiKey.sql.ts';
import type { ApiKey } from './apiKey.ts';

/** Stops a key for good; revoking it again changes nothing. */
export async function revokeApiKey(ctx: Context, id: string): Promise<ApiKey> {
  const organizationId = requireApiKeyAdmin(ctx.session);
  if (!isId(id)) throw notFound('ApiKey');
  const apiKey = await ctx.db.transact(async (tx) => {
    const revoked = await markApiKeyRevoked(tx, organizationId, id);
    if (!revoked) return (await selectApiKeys(tx, organizationId, [id]))[0];
    const { actor } = ctx.session;
    const entry = {
      action: 'apiKey.revoked',
      targetType: 'ApiKey',
      targetId: id,
      details: { name: revoked.name },
    } as const;
    await recordAudit(tx, { actor, organizationId }, entry);
    return revoked;
  });
  if (!apiKey) throw notFound('ApiKey');
  await invalidateSession(ctx.topics, id, organizationId);
  return apiKey;
}
