import type { Role } from '@prism/auth/scopes';
import type { Queryable } from '@prism/db/transaction';
import { conflict, notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';
import { recordAudit } from '../audit/recordAudit.ts';
import type { Context } from '../context.ts';
import { invalidateSession } from '../session/invalidateSession.ts';
import { findInvitation, lockInvitation, updateInvitationRole } from './invitation.sql.ts';
import { requireAuthorityOver, requireMemberAdmin } from './membership.policy.ts';
import { findMembership, lockMember, updateMembershipRole } from './membership.sql.ts';
import { updateMemberRoleInput, type Membership } from './membership.ts';

/** Changes what a member, or somebody invited, may do. CONFLICT when no OWNER would be left. */
export async function updateMemberRole(ctx: Context, input: unknown): Promise<Membership> {
  const organizationId = requireMemberAdmin(ctx.session);
  const { userId, role } = parseInput(updateMemberRoleInput, input);
  if (!isId(userId)) throw notFound('Member');
  requireAuthorityOver(ctx.session, role);
  const membership = await ctx.db.transact(async (tx) => {
    const member = await lockMember(tx, organizationId, userId);
    if (member.role === null) return changeInvitation(ctx, tx, { organizationId, userId, role });
    requireAuthorityOver(ctx.session, member.role);
    if (member.role === 'OWNER' && role !== 'OWNER' && member.owners === 1) {
      throw conflict('This is the last OWNER: appoint another one first.');
    }
    if (member.role !== role) {
      await updateMembershipRole(tx, organizationId, { userId, role });
      const details = { from: member.role, to: role };
      const { actor } = ctx.session;
      await recordAudit(
        tx,
        { actor, organizationId },
        { action: 'member.roleChanged', targetType: 'User', targetId: userId, details },
      );
    }
    return findMembership(tx, organizationId, userId);
  });
  if (!membership) throw notFound('Member');
  await invalidateSession(ctx.topics, userId, organizationId);
  return membership;
}

async function changeInvitation(
  { session }: Context,
  tx: Queryable,
  { organizationId, userId, role }: { readonly organizationId: string; readonly userId: string; readonly role: Role },
): Promise<Membership | null> {
  const offered = await lockInvitation(tx, organizationId, userId);
  if (offered === null) return null;
  requireAuthorityOver(session, offered);
  if (offered !== role) {
    await updateInvitationRole(tx, organizationId, { userId, role });
    const entry = {
      action: 'invitation.changed',
      targetType: 'User',
      targetId: userId,
      details: { from: offered, to: role },
    } as const;
    await recordAudit(tx, { actor: session.actor, organizationId }, entry);
  }
  return findInvitation(tx, organizationId, userId);
}
