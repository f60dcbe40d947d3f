// What resolvers return for a GraphQL type, where that is not the type itself: `pnpm codegen` reads the names.
import type { Connection } from '@prism/graphql-kit/connection';
import type { Present, Presence as PresenceList } from '@prism/pubsub/presence/presence';

import type { Announcement } from './announcement/announcement.ts';
import type { Attempt, Delivery } from './delivery/delivery.ts';
import type { Group } from './notification/inboxPage.ts';
import type { StoredEndpoint } from './endpoint/endpoint.ts';
import type { InboxPage } from './notification/listNotifications.ts';
import type { Notification, Subject } from './notification/notification.ts';
import type { Mute, Watch } from './subject/subject.ts';

export type { Announcement, Delivery, Mute, Notification, Watch };
export type AnnouncementConnection = Connection<Announcement>;
export type DeliveryAttempt = Attempt;
export type DeliveryConnection = Connection<Delivery>;
export type MuteConnection = Connection<Mute>;
export type WatchConnection = Connection<Watch>;
export type Document = { readonly id: string };
export type NotificationConnection = InboxPage;
export type NotificationEndpoint = StoredEndpoint;
export type NotificationEdge = Notification;
export type NotificationGroup = Group;
export type NotificationGroupConnection = Connection<Group>;
export type NotificationEvent = Notification;
export type NotificationSubject = Subject;
export type Presence = Present;
export type PresenceEvent = PresenceList;
export type Task = { readonly id: string };
export type User = { readonly id: string };
