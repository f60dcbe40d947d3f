import type { MutationResolvers } from '@prism/organizations/generated/resolvers';
import * as useCase from '../../updateMemberRole.ts';

export const updateMemberRole: NonNullable<MutationResolvers['updateMemberRole']> = async (
  _parent,
  { input },
  ctx,
) => ({
  membership: await useCase.updateMemberRole(ctx, input),
});
