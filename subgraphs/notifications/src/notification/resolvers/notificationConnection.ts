import type {
  NotificationConnectionResolvers,
  NotificationEdgeResolvers,
} from '@prism/notifications/generated/resolvers';
import { cursorOf } from '../inboxCursor.ts';

export const notificationConnection: NotificationConnectionResolvers = {
  edges: ({ rows }) => [...rows],
  pageInfo: ({ rows, hasNextPage }) => {
    const last = rows.at(-1);
    return { hasNextPage, endCursor: last ? cursorOf(last) : null };
  },
  unreadCount: ({ unread }) => unread,
  unseenCount: ({ countUnseen }) => countUnseen(),
};

export const notificationEdge: NotificationEdgeResolvers = {
  cursor: cursorOf,
  node: (notification) => notification,
};
