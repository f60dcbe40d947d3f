// What resolvers return for a GraphQL type, where that is not the type itself: `pnpm codegen` reads the names.
import type { Announcement } from './announcement/announcement.ts';
import type { InboxPage } from './notification/listNotifications.ts';
import type { Notification, Subject } from './notification/notification.ts';

export type { Announcement, Notification };
export type NotificationConnection = InboxPage;
export type NotificationEdge = Notification;
export type NotificationEvent = Notification;
export type NotificationSubject = Subject;
export type User = { readonly id: string };
