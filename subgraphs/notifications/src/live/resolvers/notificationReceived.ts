import type { NotificationEventResolvers, SubscriptionResolvers } from '@prism/notifications/generated/resolvers';
import type { Notification } from '../../notification/notification.ts';
import { cursorOf } from '../../notification/inboxCursor.ts';
import { receiveNotifications } from '../receiveNotifications.ts';

export const notificationReceived: NonNullable<SubscriptionResolvers['notificationReceived']> = {
  subscribe: (_parent, { after }, ctx) => receiveNotifications(ctx, after),
  resolve: (notification: Notification) => notification,
};

export const notificationEvent: NotificationEventResolvers = {
  cursor: cursorOf,
  notification: (notification) => notification,
};
