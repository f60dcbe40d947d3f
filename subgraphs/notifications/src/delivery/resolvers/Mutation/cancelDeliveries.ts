import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { cancelDeliveries as cancel } from '../../changeDeliveries.ts';

export const cancelDeliveries: NonNullable<MutationResolvers['cancelDeliveries']> = async (_parent, { ids }, ctx) => ({
  count: await cancel(ctx, ids),
});
