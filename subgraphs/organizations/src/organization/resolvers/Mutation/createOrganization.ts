import type { MutationResolvers } from '@prism/organizations/generated/resolvers';
import * as useCase from '../../createOrganization.ts';

export const createOrganization: NonNullable<MutationResolvers['createOrganization']> = async (
  _parent,
  { input },
  ctx,
) => ({
  organization: await useCase.createOrganization(ctx, input),
});
