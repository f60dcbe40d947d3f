import type { QueryResolvers } from '@prism/notifications/generated/resolvers';
import { listDeadLetters } from '../../listDeliveries.ts';

export const deadLetters: NonNullable<QueryResolvers['deadLetters']> = (_parent, { channel, first, after }, ctx) =>
  listDeadLetters(ctx, { channel: channel ?? null, first, after });
