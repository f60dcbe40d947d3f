import type { Role } from '@prism/auth/scopes';
import { newId } from '@prism/db/newId';
import type { Queryable } from '@prism/db/transaction';
import { conflict } from '@prism/errors/errors';
import { parseInput } from '@prism/errors/parseInput';
import { recordAudit } from '../audit/recordAudit.ts';
import type { Context } from '../context.ts';
import { invalidateSession } from '../session/invalidateSession.ts';
import { addMember } from './addMember.ts';
import {
  deleteInvitation,
  ensureInvitee,
  findInvitation,
  insertInvitation,
  lockInvitationOf,
  updateInvitationRole,
} from './invitation.sql.ts';
import { requireAuthorityOver, requireMemberAdmin } from './membership.policy.ts';
import { findMembership } from './membership.sql.ts';
import { inviteMemberInput, type Membership } from './membership.ts';

/**
 * Makes whoever has signed in with that address verified a member at once, and invites anybody else. Inviting again is
 * harmless: it never changes what a member may do (CONFLICT), only what an open invitation offers.
 */
export async function inviteMember(ctx: Context, input: unknown): Promise<Membership> {
  const organizationId = requireMemberAdmin(ctx.session);
  const { email, role } = parseInput(inviteMemberInput, input);
  requireAuthorityOver(ctx.session, role);
  const { membership, joined } = await ctx.db.transact(async (tx) => {
    const invitee = await ensureInvitee(tx, newId(), email);
    const wanted = { organizationId, userId: invitee.id, role, email };
    return invitee.known ? admit(ctx, tx, wanted) : invite(ctx, tx, wanted);
  });
  if (!membership) throw conflict('The membership was removed at the same moment. Try again.');
  if (joined) await invalidateSession(ctx.topics, membership.user.id, organizationId);
  return membership;
}

interface Wanted {
  readonly organizationId: string;
  readonly userId: string;
  readonly email: string;
  readonly role: Role;
}

interface Outcome {
  readonly membership: Membership | null;
  /** Whether the person became a member just now. */
  readonly joined: boolean;
}

async function admit(ctx: Context, tx: Queryable, { organizationId, userId, email, role }: Wanted): Promise<Outcome> {
  const by = { actor: ctx.session.actor, organizationId };
  // Somebody whose address was verified after they were invited, and who did not come back since.
  const open = await lockInvitationOf(tx, organizationId, email);
  if (open) {
    requireAuthorityOver(ctx.session, open.role);
    await deleteInvitation(tx, organizationId, open.userId);
  }
  const joined = await addMember(tx, organizationId, { userId, role });
  if (joined)
    await recordAudit(tx, by, { targetType: 'User', action: 'member.invited', targetId: userId, details: { role } });
  const membership = await findMembership(tx, organizationId, userId);
  if (membership && membership.role !== role) {
    throw conflict(`They are a member already, as ${membership.role}. Use updateMemberRole to change that.`);
  }
  return { membership, joined };
}

async function invite(ctx: Context, tx: Queryable, { organizationId, userId, email, role }: Wanted): Promise<Outcome> {
  const by = { actor: ctx.session.actor, organizationId };
  if (await insertInvitation(tx, organizationId, { id: newId(), email, userId, role })) {
    await recordAudit(tx, by, {
      targetType: 'User',
      action: 'member.invited',
      targetId: userId,
      details: { role, email },
    });
    return { membership: await findInvitation(tx, organizationId, userId), joined: false };
  }
  const open = await lockInvitationOf(tx, organizationId, email);
  if (!open) return { membership: null, joined: false };
  if (open.role !== role) {
    requireAuthorityOver(ctx.session, open.role);
    await updateInvitationRole(tx, organizationId, { userId: open.userId, role });
    const details = { from: open.role, to: role, email };
    await recordAudit(tx, by, { targetType: 'User', action: 'invitation.changed', targetId: open.userId, details });
  }
  return { membership: await findInvitation(tx, organizationId, open.userId), joined: false };
}
