import type { MutationResolvers } from '@prism/organizations/generated/resolvers';
import * as useCase from '../../inviteMember.ts';

export const inviteMember: NonNullable<MutationResolvers['inviteMember']> = async (_parent, { input }, ctx) => ({
  membership: await useCase.inviteMember(ctx, input),
});
