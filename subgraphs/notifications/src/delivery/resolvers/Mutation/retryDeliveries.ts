import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { retryDeliveries as change } from '../../changeDeliveries.ts';

export const retryDeliveries: NonNullable<MutationResolvers['retryDeliveries']> = (_parent, { input }, ctx) =>
  change(ctx, input);
