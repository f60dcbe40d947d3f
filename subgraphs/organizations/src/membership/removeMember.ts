import type { Queryable } from '@prism/db/transaction';
import { conflict, notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { recordAudit } from '../audit/recordAudit.ts';
import type { Context } from '../context.ts';
import { invalidateSession } from '../session/invalidateSession.ts';
import { deleteInvitation, lockInvitation } from './invitation.sql.ts';
import { requireAuthorityToRemove, requireMemberRemover } from './membership.policy.ts';
import { deleteMembership, lockMember } from './membership.sql.ts';

/** Removes a member, or withdraws an invitation. CONFLICT when no OWNER would be left. */
export async function removeMember(ctx: Context, id: string): Promise<string> {
  const userId = id.toLowerCase();
  const organizationId = requireMemberRemover(ctx.session, userId);
  if (!isId(userId)) throw notFound('Member');
  await ctx.db.transact(async (tx) => {
    const { role, owners } = await lockMember(tx, organizationId, userId);
    if (role === null) {
      await withdrawInvitation(ctx, tx, { organizationId, userId });
      return;
    }
    requireAuthorityToRemove(ctx.session, { userId, role });
    if (role === 'OWNER' && owners === 1) throw conflict('This is the last OWNER: appoint another one first.');
    // Before the deletion: whoever leaves is still named in the entry.
    const entry = { action: 'member.removed', targetType: 'User', targetId: userId, details: { role } } as const;
    await recordAudit(tx, { actor: ctx.session.actor, organizationId }, entry);
    await deleteMembership(tx, organizationId, userId);
  });
  ctx.loaders.user.clear(userId);
  await invalidateSession(ctx.topics, userId, organizationId);
  return userId;
}

async function withdrawInvitation(
  { session }: Context,
  tx: Queryable,
  { organizationId, userId }: { readonly organizationId: string; readonly userId: string },
): Promise<void> {
  const role = await lockInvitation(tx, organizationId, userId);
  if (role === null) throw notFound('Member');
  requireAuthorityToRemove(session, { userId, role });
  await deleteInvitation(tx, organizationId, userId);
  const entry = { action: 'invitation.withdrawn', targetType: 'User', targetId: userId, details: { role } } as const;
  await recordAudit(tx, { actor: session.actor, organizationId }, entry);
}
