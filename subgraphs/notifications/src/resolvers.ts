import { announcement } from './announcement/resolvers/announcement.ts';
import { announce } from './announcement/resolvers/Mutation/announce.ts';
import { cancelAnnouncement } from './announcement/resolvers/Mutation/cancelAnnouncement.ts';
import { scheduledAnnouncements } from './announcement/resolvers/Query/scheduledAnnouncements.ts';
import { createEndpoint } from './endpoint/resolvers/Mutation/createEndpoint.ts';
import { deleteEndpoint } from './endpoint/resolvers/Mutation/deleteEndpoint.ts';
import { replayDeliveries } from './endpoint/resolvers/Mutation/replayDeliveries.ts';
import { rotateEndpointSecret } from './endpoint/resolvers/Mutation/rotateEndpointSecret.ts';
import { testEndpoint } from './endpoint/resolvers/Mutation/testEndpoint.ts';
import { updateEndpoint } from './endpoint/resolvers/Mutation/updateEndpoint.ts';
import { notificationEndpoint } from './endpoint/resolvers/notificationEndpoint.ts';
import { notificationEndpoints } from './endpoint/resolvers/Query/notificationEndpoints.ts';
import { webPushPublicKey } from './endpoint/resolvers/Query/webPushPublicKey.ts';
import { delivery } from './delivery/resolvers/delivery.ts';
import { deliveryAttempt } from './delivery/resolvers/deliveryAttempt.ts';
import { cancelDeliveries } from './delivery/resolvers/Mutation/cancelDeliveries.ts';
import { dropDeliveries } from './delivery/resolvers/Mutation/dropDeliveries.ts';
import { retryDeliveries } from './delivery/resolvers/Mutation/retryDeliveries.ts';
import { notificationDeliveries } from './delivery/resolvers/notificationDeliveries.ts';
import { deadLetters } from './delivery/resolvers/Query/deadLetters.ts';
import { deliveries } from './delivery/resolvers/Query/deliveries.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { archiveNotifications } from './notification/resolvers/Mutation/archiveNotifications.ts';
import { markAllNotificationsRead } from './notification/resolvers/Mutation/markAllNotificationsRead.ts';
import { markNotificationsRead } from './notification/resolvers/Mutation/markNotificationsRead.ts';
import { markNotificationsSeen } from './notification/resolvers/Mutation/markNotificationsSeen.ts';
import { snoozeNotifications } from './notification/resolvers/Mutation/snoozeNotifications.ts';
import { unarchiveNotifications } from './notification/resolvers/Mutation/unarchiveNotifications.ts';
import { unsnoozeNotifications } from './notification/resolvers/Mutation/unsnoozeNotifications.ts';
import { notification } from './notification/resolvers/notification.ts';
import { notificationConnection, notificationEdge } from './notification/resolvers/notificationConnection.ts';
import { notificationEvent } from './notification/resolvers/notificationEvent.ts';
import { notificationGroup } from './notification/resolvers/notificationGroup.ts';
import { notificationSubject, resolveSubject } from './notification/resolvers/notificationSubject.ts';
import { notificationGroups } from './notification/resolvers/Query/notificationGroups.ts';
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
  Query: {
    deadLetters,
    deliveries,
    mutes,
    notificationDefaults,
    notificationEndpoints,
    notificationGroups,
    notifications,
    notificationPreferences,
    notificationSettings,
    scheduledAnnouncements,
    watches,
    webPushPublicKey,
  },
  Mutation: {
    announce,
    cancelAnnouncement,
    cancelDeliveries,
    dropDeliveries,
    retryDeliveries,
    archiveNotifications,
    createEndpoint,
    deleteEndpoint,
    markAllNotificationsRead,
    markNotificationsRead,
    markNotificationsSeen,
    muteSubject,
    replayDeliveries,
    resetNotificationDefault,
    resetNotificationPreference,
    rotateEndpointSecret,
    snoozeNotifications,
    testEndpoint,
    unarchiveNotifications,
    unmuteSubject,
    unsnoozeNotifications,
    unwatch,
    updateEndpoint,
    updateNotificationDefault,
    updateNotificationPreference,
    updateNotificationSettings,
    updatePresence,
    watch,
  },
  Subscription: { notificationReceived, presence, unreadCount },
  Announcement: announcement,
  Delivery: delivery,
  DeliveryAttempt: deliveryAttempt,
  Document,
  Mute: { subject: resolveSubject },
  Notification: { ...notification, deliveries: notificationDeliveries },
  NotificationConnection: notificationConnection,
  NotificationEdge: notificationEdge,
  NotificationEndpoint: notificationEndpoint,
  NotificationEvent: notificationEvent,
  NotificationGroup: notificationGroup,
  NotificationSubject: notificationSubject,
  Presence,
  Task,
  Watch: { subject: resolveSubject },
};
