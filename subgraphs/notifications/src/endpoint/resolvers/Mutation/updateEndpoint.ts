import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { updateEndpoint as update } from '../../updateEndpoint.ts';

export const updateEndpoint: NonNullable<MutationResolvers['updateEndpoint']> = async (_parent, { input }, ctx) => ({
  endpoint: await update(ctx, input),
});
