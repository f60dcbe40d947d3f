import type { MutationResolvers } from '@prism/organizations/generated/resolvers';
import * as useCase from '../../createApiKey.ts';

export const createApiKey: NonNullable<MutationResolvers['createApiKey']> = (_parent, { input }, ctx) =>
  useCase.createApiKey(ctx, input);
