import type { Context } from '../context.ts';
import { mayReadProfile } from '../user/user.policy.ts';
import type { Membership } from './membership.ts';

/** All of one's own memberships; of other people the one in the current organization, for those who may read that. */
export async function listMembershipsOfUser(ctx: Context, userId: string): Promise<Membership[]> {
  if (!mayReadProfile(ctx.session, userId)) return [];
  return (await ctx.loaders.memberships.load(userId)) ?? [];
}
