import type { MutationResolvers } from '@prism/notifications/generated/resolvers';
import { dropDeliveries as change } from '../../changeDeliveries.ts';

export const dropDeliveries: NonNullable<MutationResolvers['dropDeliveries']> = (_parent, { input }, ctx) =>
  change(ctx, input);
