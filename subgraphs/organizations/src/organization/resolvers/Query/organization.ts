import type { QueryResolvers } from '@prism/organizations/generated/resolvers';
import { getOrganization } from '../../getOrganization.ts';

export const organization: NonNullable<QueryResolvers['organization']> = (_parent, _args, ctx) => getOrganization(ctx);
