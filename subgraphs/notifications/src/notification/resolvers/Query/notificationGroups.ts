import type { QueryResolvers } from '@prism/notifications/generated/resolvers';
import { listNotificationGroups } from '../../listNotificationGroups.ts';

export const notificationGroups: NonNullable<QueryResolvers['notificationGroups']> = (_parent, args, ctx) =>
  listNotificationGroups(ctx, args);
