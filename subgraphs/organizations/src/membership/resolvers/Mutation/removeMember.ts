import type { MutationResolvers } from '@prism/organizations/generated/resolvers';
import * as useCase from '../../removeMember.ts';

export const removeMember: NonNullable<MutationResolvers['removeMember']> = async (_parent, { userId }, ctx) => ({
  removedUserId: await useCase.removeMember(ctx, userId),
});
