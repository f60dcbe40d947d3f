import type { UserResolvers } from '@prism/organizations/generated/resolvers';
import { listMembershipsOfUser } from '../../membership/listMembershipsOfUser.ts';
import { mayReadProfile } from '../user.policy.ts';

export const User: UserResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.user.load(id),
  email: ({ id, email }, _args, { session }) => (mayReadProfile(session, id) ? email : null),
  memberships: ({ id }, _args, ctx) => listMembershipsOfUser(ctx, id),
};
