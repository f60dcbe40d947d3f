import type { MutationResolvers } from '@prism/organizations/generated/resolvers';
import * as useCase from '../../revokeApiKey.ts';

export const revokeApiKey: NonNullable<MutationResolvers['revokeApiKey']> = async (_parent, { id }, ctx) => ({
  apiKey: await useCase.revokeApiKey(ctx, id),
});
