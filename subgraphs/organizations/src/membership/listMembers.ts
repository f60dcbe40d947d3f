import { cutPage, encodeCursor, readPage } from '@prism/db/page';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { countInvitations, selectInvitations } from './invitation.sql.ts';
import { requireMemberAdmin, requireMemberReader } from './membership.policy.ts';
import { countMemberships, selectMemberships } from './membership.sql.ts';
import type { Membership, MembershipList } from './membership.ts';

interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

const cursorSchema = z.tuple([z.uuid()]);

export const cursorOfMembership = ({ id }: Membership) => encodeCursor([id]);

/** The members of the current organization, in the order of joining. */
export async function listMembers(ctx: Context, args: PageArguments): Promise<MembershipList> {
  const organizationId = requireMemberReader(ctx.session);
  return list(ctx, args, { select: selectMemberships, count: countMemberships, organizationId });
}

/** Who is invited to the current organization and has not come yet, oldest first. */
export async function listInvitations(ctx: Context, args: PageArguments): Promise<MembershipList> {
  const organizationId = requireMemberAdmin(ctx.session);
  return list(ctx, args, { select: selectInvitations, count: countInvitations, organizationId });
}

async function list(
  { db }: Context,
  args: PageArguments,
  from: { select: typeof selectMemberships; count: typeof countMemberships; organizationId: string },
): Promise<MembershipList> {
  const { limit, after } = readPage(args, cursorSchema);
  const rows = await db.read((tx) => from.select(tx, from.organizationId, { limit, after: after?.[0] ?? null }));
  return { ...cutPage(rows, limit), count: () => db.read((tx) => from.count(tx, from.organizationId)) };
}
