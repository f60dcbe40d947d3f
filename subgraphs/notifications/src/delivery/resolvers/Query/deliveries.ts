import type { QueryResolvers } from '@prism/notifications/generated/resolvers';
import { listDeliveries } from '../../listDeliveries.ts';

export const deliveries: NonNullable<QueryResolvers['deliveries']> = (_parent, { filter, first, after }, ctx) =>
  listDeliveries(ctx, { filter, first, after });
