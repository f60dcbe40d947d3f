import type { Role } from '@prism/auth/scopes';
import { cutPage, listCursor, readPage, type CountedPage, type PageArgs } from '@prism/db/page';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { countInvitations, selectInvitations } from './invitation.sql.ts';
import { requireMemberAdmin, requireMemberReader } from './membership.policy.ts';
import { countMemberships, selectMemberships } from './membership.sql.ts';
import type { Membership } from './membership.ts';

const membershipCursor = listCursor('membership', z.uuid());

export const cursorOfMembership = ({ id }: Membership) => membershipCursor.of(id);

/** The members of the current organization, all or those with one of the roles, in the order of joining. */
export async function listMembers(
  ctx: Context,
  { roles, ...args }: PageArgs & { readonly roles?: readonly Role[] | null | undefined },
): Promise<CountedPage<Membership>> {
  const organizationId = requireMemberReader(ctx.session);
  return list(ctx, args, {
    select: (db, organization, page) => selectMemberships(db, organization, page, roles ?? null),
    count: (db, organization) => countMemberships(db, organization, roles ?? null),
    organizationId,
  });
}

/** Who is invited to the current organization and has not come yet, oldest first. */
export async function listInvitations(ctx: Context, args: PageArgs): Promise<CountedPage<Membership>> {
  const organizationId = requireMemberAdmin(ctx.session);
  return list(ctx, args, { select: selectInvitations, count: countInvitations, organizationId });
}

async function list(
  { db }: Context,
  args: PageArgs,
  from: { select: typeof selectInvitations; count: typeof countInvitations; organizationId: string },
): Promise<CountedPage<Membership>> {
  const page = readPage(args, membershipCursor.key);
  const rows = await db.read((tx) => from.select(tx, from.organizationId, page));
  return { ...cutPage(rows, page.limit), count: () => db.read((tx) => from.count(tx, from.organizationId)) };
}
