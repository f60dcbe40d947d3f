import type { QueryResolvers } from '../../../generated/resolvers.ts';
import { listNotifications } from '../../listNotifications.ts';

export const notifications: NonNullable<QueryResolvers['notifications']> = (_parent, args, ctx) =>
  listNotifications(ctx, args);
