import type { NotificationEventResolvers } from '@prism/notifications/generated/resolvers';

import { cursorOf } from '../inboxCursor.ts';

export const notificationEvent: NotificationEventResolvers = {
  cursor: cursorOf,
  notification: (notification) => notification,
};
