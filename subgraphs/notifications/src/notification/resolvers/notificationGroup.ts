import type { NotificationGroupResolvers } from '@prism/notifications/generated/resolvers';

export const notificationGroup: NotificationGroupResolvers = {
  subject: ({ latest }) => latest.subject,
  totalCount: ({ total }) => total,
  unreadCount: ({ unread }) => unread,
};
