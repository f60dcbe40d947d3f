import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { deleteEndpoint as remove } from '../../updateEndpoint.ts';

export const deleteEndpoint: NonNullable<MutationResolvers['deleteEndpoint']> = async (_parent, { id }, ctx) => ({
  id: await remove(ctx, id),
});
