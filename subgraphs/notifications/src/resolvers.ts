import { announcement } from './announcement/resolvers/announcement.ts';
import { announce } from './announcement/resolvers/Mutation/announce.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { markNotificationsRead } from './notification/resolvers/Mutation/markNotificationsRead.ts';
import { notification } from './notification/resolvers/notification.ts';
import { notificationConnection, notificationEdge } from './notification/resolvers/notificationConnection.ts';
import { notificationEvent } from './notification/resolvers/notificationEvent.ts';
import { notificationSubject } from './notification/resolvers/notificationSubject.ts';
import { notifications } from './notification/resolvers/Query/notifications.ts';
import { notificationReceived } from './notification/resolvers/Subscription/notificationReceived.ts';
import { updateNotificationPreference } from './preference/resolvers/Mutation/updateNotificationPreference.ts';
import { notificationPreferences } from './preference/resolvers/Query/notificationPreferences.ts';

export const resolvers: Resolvers = {
  Query: { notifications, notificationPreferences },
  Mutation: { announce, markNotificationsRead, updateNotificationPreference },
  Subscription: { notificationReceived },
  Announcement: announcement,
  Notification: notification,
  NotificationConnection: notificationConnection,
  NotificationEdge: notificationEdge,
  NotificationEvent: notificationEvent,
  NotificationSubject: notificationSubject,
};
