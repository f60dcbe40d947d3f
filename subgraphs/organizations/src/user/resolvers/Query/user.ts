import type { QueryResolvers } from '@prism/organizations/generated/resolvers';
import { getUser } from '../../getUser.ts';

export const user: NonNullable<QueryResolvers['user']> = (_parent, { id }, ctx) => getUser(ctx, id);
