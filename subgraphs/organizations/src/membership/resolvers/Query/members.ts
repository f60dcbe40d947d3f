import { toConnection } from '@prism/graphql-kit/connection';
import type { QueryResolvers } from '@prism/organizations/generated/resolvers';
import { cursorOfMembership, listMembers } from '../../listMembers.ts';

export const members: NonNullable<QueryResolvers['members']> = async (_parent, args, ctx) => {
  const list = await listMembers(ctx, args);
  return { ...toConnection(list, cursorOfMembership), count: list.count };
};
