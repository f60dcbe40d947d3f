import { toConnection } from '@prism/graphql-kit/connection';
import type { QueryResolvers } from '@prism/organizations/generated/resolvers';
import { cursorOfMembership, listInvitations } from '../../listMembers.ts';

export const invitations: NonNullable<QueryResolvers['invitations']> = async (_parent, args, ctx) => {
  const list = await listInvitations(ctx, args);
  return { ...toConnection(list, cursorOfMembership), count: list.count };
};
