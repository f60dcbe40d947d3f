import type { OrganizationResolvers } from '@prism/organizations/generated/resolvers';

export const Organization: OrganizationResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.organization.load(id),
};
