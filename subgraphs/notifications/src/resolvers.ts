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
import { updatePresence } from './presence/resolvers/Mutation/updatePresence.ts';
import { Presence } from './presence/resolvers/presence.ts';
import { presence } from './presence/resolvers/Subscription/presence.ts';
import { resetNotificationDefault } from './preference/resolvers/Mutation/resetNotificationDefault.ts';
import { resetNotificationPreference } from './preference/resolvers/Mutation/resetNotificationPreference.ts';
import { updateNotificationDefault } from './preference/resolvers/Mutation/updateNotificationDefault.ts';
import { updateNotificationPreference } from './preference/resolvers/Mutation/updateNotificationPreference.ts';
import { notificationDefaults } from './preference/resolvers/Query/notificationDefaults.ts';
import { notificationPreferences } from './preference/resolvers/Query/notificationPreferences.ts';
import { updateNotificationSettings } from './settings/resolvers/Mutation/updateNotificationSettings.ts';
import { notificationSettings } from './settings/resolvers/Query/notificationSettings.ts';
import { Document, Task } from './subject/resolvers/attention.ts';
import { muteSubject } from './subject/resolvers/Mutation/muteSubject.ts';
import { unmuteSubject } from './subject/resolvers/Mutation/unmuteSubject.ts';
import { unwatch } from './subject/resolvers/Mutation/unwatch.ts';
import { watch } from './subject/resolvers/Mutation/watch.ts';
import { mutes } from './subject/resolvers/Query/mutes.ts';
import { watches } from './subject/resolvers/Query/watches.ts';
import { unreadCount } from './unread-count/resolvers/Subscription/unreadCount.ts';

export const resolvers: Resolvers = {
  Query: { mutes, notificationDefaults, notifications, notificationPreferences, notificationSettings, watches },
  Mutation: {
    announce,
    markNotificationsRead,
    muteSubject,
    resetNotificationDefault,
    resetNotificationPreference,
    unmuteSubject,
    unwatch,
    updateNotificationDefault,
    updateNotificationPreference,
    updateNotificationSettings,
    updatePresence,
    watch,
  },
  Subscription: { notificationReceived, presence, unreadCount },
  Announcement: announcement,
  Document,
  Notification: notification,
  NotificationConnection: notificationConnection,
  NotificationEdge: notificationEdge,
  NotificationEvent: notificationEvent,
  NotificationSubject: notificationSubject,
  Presence,
  Task,
};
