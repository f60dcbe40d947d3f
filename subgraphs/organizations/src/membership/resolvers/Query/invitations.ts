import { toCountedConnection } from '@prism/graphql-kit/connection';
import type { QueryResolvers } from '@prism/organizations/generated/resolvers';
import { cursorOfMembership, listInvitations } from '../../listMembers.ts';

export const invitations: NonNullable<QueryResolvers['invitations']> = async (_parent, args, ctx) =>
  toCountedConnection(await listInvitations(ctx, args), cursorOfMembership);
