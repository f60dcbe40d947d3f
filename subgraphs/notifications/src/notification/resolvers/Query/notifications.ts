import type { QueryResolvers } from '@prism/notifications/generated/resolvers';
import { listNotifications } from '../../listNotifications.ts';

export const notifications: NonNullable<QueryResolvers['notifications']> = (_parent, args, ctx) =>
  listNotifications(ctx, args);
