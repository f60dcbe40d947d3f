import type { SubscriptionResolvers } from '@prism/notifications/generated/resolvers';

import type { Notification } from '../../notification.ts';
import { receiveNotifications } from '../../receiveNotifications.ts';

export const notificationReceived: NonNullable<SubscriptionResolvers['notificationReceived']> = {
  subscribe: (_parent, { after }, ctx) => receiveNotifications(ctx, after),
  resolve: (notification: Notification) => notification,
};
