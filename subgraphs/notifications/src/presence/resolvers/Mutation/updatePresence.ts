import type { MutationResolvers } from '@prism/notifications/generated/resolvers';

import * as useCase from '../../updatePresence.ts';

export const updatePresence: NonNullable<MutationResolvers['updatePresence']> = async (_parent, { input }, ctx) => ({
  expiresAt: await useCase.updatePresence(ctx, input),
});
