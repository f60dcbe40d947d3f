import { toCountedConnection } from '@prism/graphql-kit/connection';
import type { QueryResolvers } from '@prism/organizations/generated/resolvers';
import { cursorOfMembership, listMembers } from '../../listMembers.ts';

export const members: NonNullable<QueryResolvers['members']> = async (_parent, args, ctx) =>
  toCountedConnection(await listMembers(ctx, args), cursorOfMembership);
