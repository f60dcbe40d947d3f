import type { ApiKeyResolvers } from '@prism/organizations/generated/resolvers';

export const ApiKey: ApiKeyResolvers = {
  __resolveReference: ({ id }, ctx) => ctx.loaders.apiKey.load(id),
  createdBy: ({ createdBy }, _args, ctx) => (createdBy === null ? null : ctx.loaders.user.load(createdBy)),
};
