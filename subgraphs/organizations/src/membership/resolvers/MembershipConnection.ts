import type { MembershipConnectionResolvers } from '@prism/organizations/generated/resolvers';

export const MembershipConnection: MembershipConnectionResolvers = { totalCount: ({ count }) => count() };
