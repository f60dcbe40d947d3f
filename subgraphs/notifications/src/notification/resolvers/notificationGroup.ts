import type { NotificationGroupResolvers } from '@prism/notifications/generated/resolvers';

import { resolveSubject } from './notificationSubject.ts';

export const notificationGroup: NotificationGroupResolvers = {
  subject: ({ latest }, args, ctx) => resolveSubject(latest, args, ctx),
  totalCount: ({ total }) => total,
  unreadCount: ({ unread }) => unread,
};
