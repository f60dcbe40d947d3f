// Written by `pnpm codegen` from the SDL: change that instead.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Announcement as AnnouncementMapper, Delivery as DeliveryMapper, Mute as MuteMapper, Notification as NotificationMapper, Watch as WatchMapper, AnnouncementConnection as AnnouncementConnectionMapper, DeliveryAttempt as DeliveryAttemptMapper, DeliveryConnection as DeliveryConnectionMapper, MuteConnection as MuteConnectionMapper, WatchConnection as WatchConnectionMapper, Document as DocumentMapper, NotificationConnection as NotificationConnectionMapper, NotificationEndpoint as NotificationEndpointMapper, NotificationEdge as NotificationEdgeMapper, NotificationGroup as NotificationGroupMapper, NotificationGroupConnection as NotificationGroupConnectionMapper, NotificationEvent as NotificationEventMapper, NotificationSubject as NotificationSubjectMapper, Presence as PresenceMapper, PresenceEvent as PresenceEventMapper, Task as TaskMapper, User as UserMapper } from '../mappers.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant: RFC 3339 with a time zone, such as 2026-11-20T10:00:00Z. */
  DateTime: { input: Date; output: Date | string; }
  /** Any JSON value. */
  JSON: { input: unknown; output: unknown; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** What to announce, and to whom. */
export type AnnounceInput = {
  /** The text, at most 10,000 characters. */
  body?: InputMaybe<Scalars['String']['input']>;
  /**
   * At most 200 characters of your choice, shared by the whole organization. The same key again returns the same announcement and
   * tells nobody twice; with a different input it is a CONFLICT.
   */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /**
   * Members of the organization, 1 to 1,000. NOT_FOUND when one is no member. With none of `recipientIds`, `roles` and
   * `watchersOf` it goes to all members, the sender among them; only one of the three can be given.
   */
  recipientIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The members with one of these roles, except the sender. */
  roles?: InputMaybe<Array<Role>>;
  /**
   * When to publish it, within a year; at once when absent. Until then it can be cancelled. It goes out within seconds of that
   * time.
   */
  sendAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** One line, at most 500 characters. */
  title: Scalars['String']['input'];
  /** Whether it should not wait. */
  urgent?: InputMaybe<Scalars['Boolean']['input']>;
  /** Who watches this, except the sender. NOT_FOUND when the caller may not see it. */
  watchersOf?: InputMaybe<SubjectInput>;
};

/** The result of announcing. */
export type AnnouncePayload = {
  __typename?: 'AnnouncePayload';
  /** The announcement. */
  announcement: Announcement;
};

/**
 * Something that is said to many at once. Visible to those who may announce, and once it is published to those whom it is
 * addressed to.
 */
export type Announcement = {
  __typename?: 'Announcement';
  /** The text, if there is any. */
  body?: Maybe<Scalars['String']['output']>;
  /** When `announce` was called. */
  createdAt: Scalars['DateTime']['output'];
  /** Who called `announce`; null when an API key did, or the person is gone. */
  createdBy?: Maybe<User>;
  /** Identifies the announcement. */
  id: Scalars['ID']['output'];
  /**
   * How many people it was addressed to when `announce` was called. It reaches those whom the same words mean when it is
   * published, less those who turned announcements off.
   */
  recipientCount: Scalars['Int']['output'];
  /** When it is or was to be published; null when that was at once. */
  sendAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether it is out. */
  status: AnnouncementStatus;
  /** One line. */
  title: Scalars['String']['output'];
  /** Whether it should not wait. */
  urgent: Scalars['Boolean']['output'];
};

/** A page of announcements. */
export type AnnouncementConnection = {
  __typename?: 'AnnouncementConnection';
  /** The announcements. */
  edges: Array<AnnouncementEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** An announcement and its place in the list. */
export type AnnouncementEdge = {
  __typename?: 'AnnouncementEdge';
  /** The announcement's place: `after` of the next page. */
  cursor: Scalars['String']['output'];
  /** The announcement. */
  node: Announcement;
};

/** Whether something has been announced. */
export type AnnouncementStatus =
  /** It was cancelled before anybody heard of it. */
  | 'CANCELLED'
  /** It is out. */
  | 'PUBLISHED'
  /** It waits for its `sendAt`, and can be cancelled. */
  | 'SCHEDULED';

/** The result of archiving notifications. */
export type ArchiveNotificationsPayload = {
  __typename?: 'ArchiveNotificationsPayload';
  /** Those of the ids that belong to the caller, as they are now, newest first. */
  notifications: Array<Notification>;
  /** How many notifications of the whole inbox are unread. */
  unreadCount: Scalars['Int']['output'];
};

/** The result of cancelling an announcement. */
export type CancelAnnouncementPayload = {
  __typename?: 'CancelAnnouncementPayload';
  /** The announcement. */
  announcement: Announcement;
};

/** What `cancelDeliveries` answers. */
export type CancelDeliveriesPayload = {
  __typename?: 'CancelDeliveriesPayload';
  /** How many were cancelled. A digest counts with all that is in it. */
  count: Scalars['Int']['output'];
};

/** What `createEndpoint` takes. */
export type CreateEndpointInput = {
  /** How it is spoken to. */
  channel: EndpointChannel;
  /** The kinds that are sent there, as in `Notification.kind`; all when left out. At least one. */
  kinds?: InputMaybe<Array<Scalars['String']['input']>>;
  /** What people will call it, 1 to 100 characters. */
  label: Scalars['String']['input'];
  /** Whose it will be; an organization's needs `notifications:admin`. */
  owner?: EndpointOwner;
  /** The keys of a push subscription; required for Web Push, and for nothing else. */
  pushKeys?: InputMaybe<PushKeysInput>;
  /** How a webhook is signed; HMAC unless told. */
  scheme?: InputMaybe<SigningScheme>;
  /** The address: https, in production; public, and without a user name or password. 1 to 2,048 characters. */
  url: Scalars['String']['input'];
};

/** What `createEndpoint` answers. */
export type CreateEndpointPayload = {
  __typename?: 'CreateEndpointPayload';
  /** The new endpoint. */
  endpoint: NotificationEndpoint;
  /**
   * What verifies a webhook's messages, shown this once: the shared secret (`whsec_…`), or the public key (`whpk_…`). Null for other
   * channels.
   */
  signingSecret?: Maybe<Scalars['String']['output']>;
};

/** Which dead letters: those that match all that is given, and all when nothing is. */
export type DeadLetterFilter = {
  /** That were to leave by this. */
  channel?: InputMaybe<DeliveryChannel>;
  /** To this endpoint. */
  endpointId?: InputMaybe<Scalars['ID']['input']>;
  /** For this person. */
  recipientId?: InputMaybe<Scalars['ID']['input']>;
};

/** What `deleteEndpoint` answers. */
export type DeleteEndpointPayload = {
  __typename?: 'DeleteEndpointPayload';
  /** The id of the endpoint that is no more. */
  id: Scalars['ID']['output'];
};

/** A message to one recipient by one channel. */
export type Delivery = {
  __typename?: 'Delivery';
  /** How often it has been attempted. */
  attemptCount: Scalars['Int']['output'];
  /** Every try, oldest first; the latest 100. */
  attempts: Array<DeliveryAttempt>;
  /** By what it leaves Prism. */
  channel: DeliveryChannel;
  /** When it was asked for. */
  createdAt: Scalars['DateTime']['output'];
  /** The id of the message that it is sent in together with others; null when it is sent for itself. */
  digestId?: Maybe<Scalars['ID']['output']>;
  /** When the next attempt is due, and while it is being sent, when another sender would take over; null when it has ended. */
  dueAt?: Maybe<Scalars['DateTime']['output']>;
  /** That endpoint, for whoever manages it; null for others, and when it is gone. */
  endpoint?: Maybe<NotificationEndpoint>;
  /** To which endpoint; null for email. */
  endpointId?: Maybe<Scalars['ID']['output']>;
  /** When it was sent, died or was cancelled; null while it waits. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The id that the message carries in every attempt, unless it is sent in a digest. */
  id: Scalars['ID']['output'];
  /** What it says; null when that has been removed. */
  notice?: Maybe<DeliveryNotice>;
  /**
   * Why it stands there or waits, in words for a person; null when there is nothing to explain. What went wrong with email is for
   * administrators (`notifications:admin`): others see only why it was cancelled.
   */
  reason?: Maybe<Scalars['String']['output']>;
  /** Who is told; null where an endpoint of the organization is, or the person is gone. */
  recipient?: Maybe<User>;
  /** Where it stands. */
  status: DeliveryStatus;
};

/** One try to hand a message to one provider. */
export type DeliveryAttempt = {
  __typename?: 'DeliveryAttempt';
  /** What the other end said, or what failed; for administrators (`notifications:admin`), null for others. */
  detail?: Maybe<Scalars['String']['output']>;
  /** How long it took, in milliseconds. */
  durationMs: Scalars['Int']['output'];
  /** Which attempt it belongs to, from 1; providers that took over from each other share it. */
  number: Scalars['Int']['output'];
  /** What became of it. */
  outcome: DeliveryOutcome;
  /** Which way of sending was tried; by which host, only administrators (`notifications:admin`) are told. */
  provider: Scalars['String']['output'];
  /** When it began. */
  startedAt: Scalars['DateTime']['output'];
  /** What the other end answered, where that is a number. */
  statusCode?: Maybe<Scalars['Int']['output']>;
};

/** By what a message leaves Prism. */
export type DeliveryChannel =
  /** To the recipient's verified address. */
  | 'EMAIL'
  /** To an incoming webhook of Slack or of something that speaks like it. */
  | 'SLACK'
  /** To an address that takes signed HTTP requests. */
  | 'WEBHOOK'
  /** To a browser. */
  | 'WEB_PUSH';

/** A page of deliveries. */
export type DeliveryConnection = {
  __typename?: 'DeliveryConnection';
  /** The deliveries, newest first. */
  edges: Array<DeliveryEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** A delivery and its place in the list. */
export type DeliveryEdge = {
  __typename?: 'DeliveryEdge';
  /** The delivery's place: `after` of the next page. */
  cursor: Scalars['String']['output'];
  /** The delivery. */
  node: Delivery;
};

/** Which deliveries: those that match all that is given. */
export type DeliveryFilter = {
  /** That leave by this. */
  channel?: InputMaybe<DeliveryChannel>;
  /** To this endpoint. */
  endpointId?: InputMaybe<Scalars['ID']['input']>;
  /** For this person. */
  recipientId?: InputMaybe<Scalars['ID']['input']>;
  /** That stand here. */
  status?: InputMaybe<DeliveryStatus>;
};

/** What a delivery says, in the recipient's language. */
export type DeliveryNotice = {
  __typename?: 'DeliveryNotice';
  /** More text, if there is any. */
  body?: Maybe<Scalars['String']['output']>;
  /** As in `Notification.kind`. */
  kind: Scalars['String']['output'];
  /** One line for a person to read. */
  title: Scalars['String']['output'];
  /** Whether it waits for nothing. */
  urgent: Scalars['Boolean']['output'];
};

/** What became of one try. */
export type DeliveryOutcome =
  /** No further attempt would help. */
  | 'FAILED'
  /** Not this time: worth another provider or another attempt. */
  | 'RETRY'
  /** The other end has taken it. */
  | 'SENT';

/** Where a delivery stands. */
export type DeliveryStatus =
  /** Was not to be sent any more. */
  | 'CANCELLED'
  /** Waits to be sent together with others, or is just being sent with them. */
  | 'COLLECTED'
  /** Could not be delivered, and is not tried any more. */
  | 'DEAD'
  /** Waits for its first or next attempt, or is just being sent. */
  | 'PENDING'
  /** The other end has taken it. */
  | 'SENT';

/** How often what is collected is sent. */
export type DigestFrequency =
  /** At the person's `digestTime`. */
  | 'DAILY'
  /** At the next full hour. */
  | 'HOURLY'
  /** Nothing is collected: each message is sent for itself. */
  | 'NONE';

/** A document, owned by the knowledge subgraph. */
export type Document = {
  __typename?: 'Document';
  /** Identifies the document. */
  id: Scalars['ID']['output'];
  /** Whether the caller has muted it; false for an API key. */
  isMuted: Scalars['Boolean']['output'];
  /** Whether the caller watches it; false for an API key. */
  isWatched: Scalars['Boolean']['output'];
};

/** What `dropDeliveries` takes: either ids or a filter. */
export type DropDeliveriesInput = {
  /** Which dead letters: the 1,000 oldest of them at once. */
  filter?: InputMaybe<DeadLetterFilter>;
  /** Ids of dead letters, 1 to 1,000. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** What `dropDeliveries` answers. */
export type DropDeliveriesPayload = {
  __typename?: 'DropDeliveriesPayload';
  /** How many were given up. A digest counts with all that is in it. */
  count: Scalars['Int']['output'];
  /** Whether the filter finds more. */
  hasMore: Scalars['Boolean']['output'];
};

/** How an endpoint is spoken to. */
export type EndpointChannel =
  /** Incoming webhooks of Slack, and others after them. */
  | 'SLACK'
  /** HTTP requests as Standard Webhooks describes them, signed. */
  | 'WEBHOOK'
  /** Web Push to one browser. A person's own only. */
  | 'WEB_PUSH';

/** Whose an endpoint is. */
export type EndpointOwner =
  /** The organization's: it gets every notice once, however many are notified of it. */
  | 'ORGANIZATION'
  /** A person's own: it gets what that person is notified of, as their preferences say. */
  | 'PERSON';

/** One of the keys that sign an endpoint's messages. */
export type EndpointSigningKey = {
  __typename?: 'EndpointSigningKey';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Until when it signs; null while nothing replaces it. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The key's id. */
  id: Scalars['ID']['output'];
  /** What verifies ed25519 signatures, `whpk_…`; null for HMAC, whose secret is never shown again. */
  publicKey?: Maybe<Scalars['String']['output']>;
  /** How it signs. */
  scheme: SigningScheme;
};

/** The result of marking all notifications as read. */
export type MarkAllNotificationsReadPayload = {
  __typename?: 'MarkAllNotificationsReadPayload';
  /** How many notifications of the whole inbox are still unread. */
  unreadCount: Scalars['Int']['output'];
};

/** The result of marking notifications as read. */
export type MarkNotificationsReadPayload = {
  __typename?: 'MarkNotificationsReadPayload';
  /** Those of the ids that are in the inbox, all read now, newest first. */
  notifications: Array<Notification>;
  /** How many notifications of the whole inbox are still unread. */
  unreadCount: Scalars['Int']['output'];
};

/** The result of marking notifications as seen. */
export type MarkNotificationsSeenPayload = {
  __typename?: 'MarkNotificationsSeenPayload';
  /** How many notifications of the whole inbox are neither read nor seen. */
  unseenCount: Scalars['Int']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Tells members of the organization something: all of them, those that `recipientIds` names, those with one of `roles`, or who
   * watches `watchersOf`. At once, or at `sendAt`.
   */
  announce: AnnouncePayload;
  /**
   * Takes notifications out of the caller's inbox for good; read or unread, they can still be listed. Other ids are ignored. At most
   * 1,000 ids.
   */
  archiveNotifications: ArchiveNotificationsPayload;
  /**
   * Cancels an announcement that is still SCHEDULED, so that nobody hears of it. CONFLICT once it is published; a repetition
   * changes nothing.
   */
  cancelAnnouncement: CancelAnnouncementPayload;
  /**
   * Cancels what waits to be sent; what is just being sent may still arrive. A digest that has been put together is cancelled as a whole.
   * Ids that name nothing that waits in this organization are ignored.
   */
  cancelDeliveries: CancelDeliveriesPayload;
  /**
   * Adds an endpoint: at most 20 of a person and 100 of an organization (QUOTA_EXCEEDED). Its secret is shown here and never again. A
   * push subscription that the caller has already is brought up to date instead.
   */
  createEndpoint: CreateEndpointPayload;
  /** Removes an endpoint and its secrets; what waits to be sent there is cancelled. */
  deleteEndpoint: DeleteEndpointPayload;
  /** Gives dead letters up: they are CANCELLED. Ids that name no dead letter of this organization are ignored. */
  dropDeliveries: DropDeliveriesPayload;
  /** Marks all that lies unread in the caller's inbox as read, up to a place: what came after the person looked stays unread. */
  markAllNotificationsRead: MarkAllNotificationsReadPayload;
  /**
   * Marks notifications of the caller's inbox as read. An id that is not in it, whoever it may belong to, is ignored, and so is
   * one that was read before: the call can be repeated. At most 1,000 ids.
   */
  markNotificationsRead: MarkNotificationsReadPayload;
  /** Remembers that the caller has seen the inbox up to a place, without having read it: what a badge counts starts anew from there. */
  markNotificationsSeen: MarkNotificationsSeenPayload;
  /**
   * Mutes a subject: the caller hears nothing of it by any channel, from now on. Again with another end changes the end. NOT_FOUND
   * for what does not exist or the caller may not see. People only.
   */
  muteSubject: MuteSubjectPayload;
  /**
   * Sends again what was meant for an endpoint in a range of time and is not waiting any more, whether it was sent, failed or was
   * cancelled. Messages keep their ids, so that a receiver that has one already can tell. At most 10,000 at once.
   */
  replayDeliveries: ReplayDeliveriesPayload;
  /** Forgets what was chosen for the organization and one kind: from now on Prism's default holds. */
  resetNotificationDefault: ResetNotificationDefaultPayload;
  /** Forgets what the caller chose for one kind: from now on the organization's default holds, or Prism's. People only. */
  resetNotificationPreference: ResetNotificationPreferencePayload;
  /**
   * Has dead letters tried again, at once and then as often as anything else. Each keeps its id, so that a receiver that has it already
   * can tell. Ids that name no dead letter of this organization are ignored.
   */
  retryDeliveries: RetryDeliveriesPayload;
  /**
   * Gives a webhook a new secret, shown here and never again. Until the overlap ends messages are signed with the old ones too, so that
   * the receiver can change over at any time within it.
   */
  rotateEndpointSecret: RotateEndpointSecretPayload;
  /**
   * Takes notifications out of the caller's inbox for a time, also archived ones. Then they return to its top, unread, at a new place,
   * and reach `notificationReceived` once more. Other ids are ignored. At most 1,000 ids.
   */
  snoozeNotifications: SnoozeNotificationsPayload;
  /** Sends a message to an endpoint, to see whether it arrives: it is queued, signed and tried again like any other. */
  testEndpoint: TestEndpointPayload;
  /** Puts archived notifications back to where they lay. Other ids are ignored. At most 1,000 ids. */
  unarchiveNotifications: UnarchiveNotificationsPayload;
  /** Ends muting a subject, also one that is gone. May be repeated. People only. */
  unmuteSubject: UnmuteSubjectPayload;
  /** Puts snoozed notifications back to where they lay, as if they had not been snoozed. Other ids are ignored. At most 1,000 ids. */
  unsnoozeNotifications: UnsnoozeNotificationsPayload;
  /** Ends watching a subject, also one that is gone. May be repeated. People only. */
  unwatch: UnwatchPayload;
  /**
   * Changes an endpoint; what is left out stays as it is. Disabling cancels what waits to be sent there; enabling sends what happens from
   * then on: what was missed comes by `replayDeliveries`.
   */
  updateEndpoint: UpdateEndpointPayload;
  /** Changes what holds for everybody in the organization who chose nothing; what is left out stays as it is. */
  updateNotificationDefault: UpdateNotificationDefaultPayload;
  /** Turns channels on or off for one kind; what is left out stays as it is. Holds for what happens from now on. People only. */
  updateNotificationPreference: UpdateNotificationPreferencePayload;
  /** Changes how the caller wants to be addressed; what is left out stays as it is. Holds for what happens from now on. People only. */
  updateNotificationSettings: UpdateNotificationSettingsPayload;
  /**
   * Says what the caller does at a subject. VIEWING and TYPING hold for 15 seconds: say it again every 5 as long as it is so. AWAY
   * ends it at once. NOT_FOUND for what does not exist or the caller may not see. People only.
   */
  updatePresence: UpdatePresencePayload;
  /**
   * Watches a subject: the caller hears of what happens to it, although it is not theirs. May be repeated. NOT_FOUND for what does
   * not exist or the caller may not see. People only.
   */
  watch: WatchPayload;
};


export type MutationAnnounceArgs = {
  input: AnnounceInput;
};


export type MutationArchiveNotificationsArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type MutationCancelAnnouncementArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCancelDeliveriesArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type MutationCreateEndpointArgs = {
  input: CreateEndpointInput;
};


export type MutationDeleteEndpointArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDropDeliveriesArgs = {
  input: DropDeliveriesInput;
};


export type MutationMarkAllNotificationsReadArgs = {
  upTo: Scalars['String']['input'];
};


export type MutationMarkNotificationsReadArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type MutationMarkNotificationsSeenArgs = {
  upTo: Scalars['String']['input'];
};


export type MutationMuteSubjectArgs = {
  subject: SubjectInput;
  until?: InputMaybe<Scalars['DateTime']['input']>;
};


export type MutationReplayDeliveriesArgs = {
  input: ReplayDeliveriesInput;
};


export type MutationResetNotificationDefaultArgs = {
  kind: Scalars['String']['input'];
};


export type MutationResetNotificationPreferenceArgs = {
  kind: Scalars['String']['input'];
};


export type MutationRetryDeliveriesArgs = {
  input: RetryDeliveriesInput;
};


export type MutationRotateEndpointSecretArgs = {
  input: RotateEndpointSecretInput;
};


export type MutationSnoozeNotificationsArgs = {
  ids: Array<Scalars['ID']['input']>;
  until: Scalars['DateTime']['input'];
};


export type MutationTestEndpointArgs = {
  input: TestEndpointInput;
};


export type MutationUnarchiveNotificationsArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type MutationUnmuteSubjectArgs = {
  subject: SubjectInput;
};


export type MutationUnsnoozeNotificationsArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type MutationUnwatchArgs = {
  subject: SubjectInput;
};


export type MutationUpdateEndpointArgs = {
  input: UpdateEndpointInput;
};


export type MutationUpdateNotificationDefaultArgs = {
  input: UpdateNotificationDefaultInput;
};


export type MutationUpdateNotificationPreferenceArgs = {
  input: UpdateNotificationPreferenceInput;
};


export type MutationUpdateNotificationSettingsArgs = {
  input: UpdateNotificationSettingsInput;
};


export type MutationUpdatePresenceArgs = {
  input: UpdatePresenceInput;
};


export type MutationWatchArgs = {
  subject: SubjectInput;
};

/** That a person hears nothing of a subject. */
export type Mute = {
  __typename?: 'Mute';
  /** Since when. */
  createdAt: Scalars['DateTime']['output'];
  /** What is muted; null when it has been deleted. */
  subject?: Maybe<NotificationSubject>;
  /** Until when; null for good. */
  until?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of what a person has muted. */
export type MuteConnection = {
  __typename?: 'MuteConnection';
  /** The muted subjects, the latest first. */
  edges: Array<MuteEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** A muted subject and its place in the list. */
export type MuteEdge = {
  __typename?: 'MuteEdge';
  /** `after` of the next page. */
  cursor: Scalars['String']['output'];
  /** What is muted. */
  node: Mute;
};

/** The result of muting. */
export type MuteSubjectPayload = {
  __typename?: 'MuteSubjectPayload';
  /** The mute as it is now. */
  mute: Mute;
};

/** Something that happened and concerns one person. */
export type Notification = {
  __typename?: 'Notification';
  /** Who did it; null when an API key or Prism itself did, or the person is gone. */
  actor?: Maybe<User>;
  /** When it was archived; null while it is not. */
  archivedAt?: Maybe<Scalars['DateTime']['output']>;
  /** More text, if there is any. */
  body?: Maybe<Scalars['String']['output']>;
  /** When it happened. */
  createdAt: Scalars['DateTime']['output'];
  /**
   * How it left Prism besides lying in the inbox: one for each channel and endpoint that the recipient has chosen for it, oldest first;
   * 100 at most.
   */
  deliveries: Array<Delivery>;
  /** Identifies the notification. */
  id: Scalars['ID']['output'];
  /**
   * TASK_ASSIGNED, TASK_MENTIONED, TASK_FINISHED, DOCUMENT_READY, DOCUMENT_FAILED, CRAWL_FINISHED, CRAWL_FAILED, ANNOUNCEMENT,
   * ENDPOINT_DISABLED or DELIVERY_BACKLOG. More kinds may come: show title and body of one that you do not know.
   */
  kind: Scalars['String']['output'];
  /** When it was marked as read; null while it is unread. */
  readAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the person first saw it, read or not; null until then. */
  seenAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it returns to the inbox; null while it is not snoozed. */
  snoozedUntil?: Maybe<Scalars['DateTime']['output']>;
  /** What it is about; null when that is nothing or has been deleted. */
  subject?: Maybe<NotificationSubject>;
  /** One line for a person to read. */
  title: Scalars['String']['output'];
  /** Whether it should not wait. */
  urgent: Scalars['Boolean']['output'];
};

/** A page of the inbox. */
export type NotificationConnection = {
  __typename?: 'NotificationConnection';
  /**
   * The end of the inbox when this page was read, also of an empty one: with it as `after`, `notificationReceived` misses
   * nothing that is not on this page.
   */
  cursor: Scalars['String']['output'];
  /** The notifications, newest first. */
  edges: Array<NotificationEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many notifications of the whole inbox are unread. What is archived or snoozed does not count. */
  unreadCount: Scalars['Int']['output'];
  /** How many of those have come since the caller last marked the inbox as seen. */
  unseenCount: Scalars['Int']['output'];
};

/** By which channels people hear of one kind of notification unless they chose otherwise. */
export type NotificationDefault = {
  __typename?: 'NotificationDefault';
  /** Whether what goes by email is collected, and how often it is then sent. */
  digest: DigestFrequency;
  /** Whether it is sent by email. */
  email: Scalars['Boolean']['output'];
  /** Whether it reaches the inbox and `notificationReceived`. */
  inApp: Scalars['Boolean']['output'];
  /** The kind, as in `Notification.kind`. */
  kind: Scalars['String']['output'];
  /** Whether it is sent to each person's Slack-compatible webhooks. */
  slack: Scalars['Boolean']['output'];
  /** Who chose each value: ORGANIZATION or PRISM. */
  sources: NotificationPreferenceSources;
  /** Whether it is pushed to each person's browsers. */
  webPush: Scalars['Boolean']['output'];
  /** Whether it is sent to each person's webhooks. */
  webhook: Scalars['Boolean']['output'];
};

/** A notification and its place in the inbox. */
export type NotificationEdge = {
  __typename?: 'NotificationEdge';
  /** The notification's place: `after` of the next page, or of `notificationReceived`. */
  cursor: Scalars['String']['output'];
  /** The notification. */
  node: Notification;
};

/** An address outside of Prism that notifications are sent to. */
export type NotificationEndpoint = {
  __typename?: 'NotificationEndpoint';
  /** How it is spoken to. */
  channel: EndpointChannel;
  /** When it was added. */
  createdAt: Scalars['DateTime']['output'];
  /** Since when nothing is sent there; null while it is in use. */
  disabledAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why nothing is sent there: what the other end answered, or that somebody disabled it. */
  disabledReason?: Maybe<Scalars['String']['output']>;
  /** The endpoint's id. */
  id: Scalars['ID']['output'];
  /** The kinds of notification that are sent there, as in `Notification.kind`; null for all. */
  kinds?: Maybe<Array<Scalars['String']['output']>>;
  /** What people call it. */
  label: Scalars['String']['output'];
  /** Whose it is. */
  owner: EndpointOwner;
  /** What webhooks are signed with, newest first; empty for other channels. */
  signingKeys: Array<EndpointSigningKey>;
  /** The address. Of Slack and Web Push only its origin: there the whole of it is a secret. */
  url: Scalars['String']['output'];
};

/** A notification as it arrives. */
export type NotificationEvent = {
  __typename?: 'NotificationEvent';
  /** The notification's place: send the last one as `after` to resume. */
  cursor: Scalars['String']['output'];
  /** The notification. */
  notification: Notification;
};

/** Conditions on notifications. */
export type NotificationFilter = {
  /** Only these kinds, as in `Notification.kind`. */
  kinds?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Where they lie; INBOX unless told. */
  state?: InputMaybe<NotificationState>;
  /** Only those about this. */
  subject?: InputMaybe<SubjectInput>;
  /** Only those that have not been read. */
  unreadOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What lies in an inbox about one subject. */
export type NotificationGroup = {
  __typename?: 'NotificationGroup';
  /** The latest of them. For the others, ask `notifications` with this subject as filter. */
  latest: Notification;
  /** What they are about; null when that is nothing or has been deleted. */
  subject?: Maybe<NotificationSubject>;
  /** How many there are. */
  totalCount: Scalars['Int']['output'];
  /** How many of them are unread. */
  unreadCount: Scalars['Int']['output'];
};

/** A page of an inbox by subjects. */
export type NotificationGroupConnection = {
  __typename?: 'NotificationGroupConnection';
  /** The groups, that with the latest notification first. */
  edges: Array<NotificationGroupEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** A group and its place in the list. */
export type NotificationGroupEdge = {
  __typename?: 'NotificationGroupEdge';
  /** `after` of the next page. */
  cursor: Scalars['String']['output'];
  /** The group. */
  node: NotificationGroup;
};

/** By which channels a person hears of one kind of notification. */
export type NotificationPreference = {
  __typename?: 'NotificationPreference';
  /** Whether what goes by email is collected, and how often it is then sent. */
  digest: DigestFrequency;
  /** Whether it is sent by email. */
  email: Scalars['Boolean']['output'];
  /** Whether it reaches the inbox and `notificationReceived`. */
  inApp: Scalars['Boolean']['output'];
  /** The kind, as in `Notification.kind`. */
  kind: Scalars['String']['output'];
  /** Whether it is sent to the person's Slack-compatible webhooks. */
  slack: Scalars['Boolean']['output'];
  /** Who chose each value. */
  sources: NotificationPreferenceSources;
  /** Whether it is pushed to the person's browsers. */
  webPush: Scalars['Boolean']['output'];
  /** Whether it is sent to the person's webhooks. */
  webhook: Scalars['Boolean']['output'];
};

/** Who chose each value of a preference. */
export type NotificationPreferenceSources = {
  __typename?: 'NotificationPreferenceSources';
  /** Who chose `digest`. */
  digest: PreferenceSource;
  /** Who chose `email`. */
  email: PreferenceSource;
  /** Who chose `inApp`. */
  inApp: PreferenceSource;
  /** Who chose `slack`. */
  slack: PreferenceSource;
  /** Who chose `webPush`. */
  webPush: PreferenceSource;
  /** Who chose `webhook`. */
  webhook: PreferenceSource;
};

/** How a person wants to be addressed. */
export type NotificationSettings = {
  __typename?: 'NotificationSettings';
  /** When a daily digest is sent, as `HH:MM`. */
  digestTime: Scalars['String']['output'];
  /** The language of titles and bodies: `en`, `de` or `fr`. */
  locale: Scalars['String']['output'];
  /**
   * When nothing is sent unless it is urgent; it is sent when they end. Null for never. The inbox, live updates and webhooks know no quiet
   * hours.
   */
  quietHours?: Maybe<QuietHours>;
  /** The IANA name of the time zone that quiet hours and daily digests go by, such as `Europe/Berlin`. */
  timeZone: Scalars['String']['output'];
};

/** Where a notification lies. */
export type NotificationState =
  /** Anywhere. */
  | 'ALL'
  /** Archived. */
  | 'ARCHIVED'
  /** In the inbox: neither archived nor snoozed. */
  | 'INBOX'
  /** Snoozed. */
  | 'SNOOZED';

/** What a notification can be about. */
export type NotificationSubject = Announcement | Document | Task;

/** Where a page of a connection stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The cursor of the last edge: send it as `after` for the next page. Null for an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there is more after this page. */
  hasNextPage: Scalars['Boolean']['output'];
};

/** Who chose a value. */
export type PreferenceSource =
  /** An administrator, for everybody in the organization. */
  | 'ORGANIZATION'
  /** The person. */
  | 'PERSON'
  /** Nobody: it is how Prism comes. */
  | 'PRISM';

/** That a person is at a subject. */
export type Presence = {
  __typename?: 'Presence';
  /** Since when they have been there. */
  since: Scalars['DateTime']['output'];
  /** What they do. */
  state: PresenceState;
  /** Who; null when the person has left the organization. */
  user?: Maybe<User>;
};

/** Who is at a subject. */
export type PresenceEvent = {
  __typename?: 'PresenceEvent';
  /** All who are there, the caller too, in the order of coming. Of more than 1,000 windows at once, the last are not shown. */
  present: Array<Presence>;
};

/** What somebody does at a subject. */
export type PresenceState =
  /** Writes something. */
  | 'TYPING'
  /** Has it open. */
  | 'VIEWING';

/** What somebody does, or that they stop. */
export type PresenceUpdate =
  /** Is there no more. */
  | 'AWAY'
  /** Writes something. */
  | 'TYPING'
  /** Has it open. */
  | 'VIEWING';

/** The keys of a push subscription, as the browser's `PushSubscription.toJSON()` has them. */
export type PushKeysInput = {
  /** The browser's authentication secret, in base64url. */
  auth: Scalars['String']['input'];
  /** The browser's public key, in base64url. */
  p256dh: Scalars['String']['input'];
};

export type Query = {
  __typename?: 'Query';
  /** What could not be delivered and is not tried any more, newest first, until somebody has it tried again or drops it. */
  deadLetters: DeliveryConnection;
  /** What leaves Prism for this organization, newest first. */
  deliveries: DeliveryConnection;
  /** What the caller has muted in this organization and is still muted, the latest first. People only. */
  mutes: MuteConnection;
  /** By which channels everybody in this organization hears of each kind who chose nothing: every kind, also where nothing was chosen. */
  notificationDefaults: Array<NotificationDefault>;
  /**
   * Where notifications go besides the inbox and email, oldest first: the caller's own endpoints, or the organization's. The caller's
   * own are for people only; the organization's need `notifications:admin`.
   */
  notificationEndpoints: Array<NotificationEndpoint>;
  /**
   * The caller's inbox by what notifications are about: of each subject the latest, newest first. What is archived or snoozed is left
   * out. A notification about nothing stands for itself. People only.
   */
  notificationGroups: NotificationGroupConnection;
  /**
   * By which channels the caller hears of each kind of notification in this organization: every kind, also where nothing was
   * chosen yet. People only.
   */
  notificationPreferences: Array<NotificationPreference>;
  /** How the caller wants to be addressed in this organization; the defaults where nothing was chosen. People only. */
  notificationSettings: NotificationSettings;
  /** The caller's inbox in this organization, newest first. People only: an API key has no inbox (FORBIDDEN). */
  notifications: NotificationConnection;
  /** What is still to be announced, the next first. */
  scheduledAnnouncements: AnnouncementConnection;
  /** What the caller watches in this organization, the latest first. People only. */
  watches: WatchConnection;
  /** What browsers subscribe to push messages with (`applicationServerKey`, in base64url); null where nothing is pushed. */
  webPushPublicKey?: Maybe<Scalars['String']['output']>;
};


export type QueryDeadLettersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  channel?: InputMaybe<DeliveryChannel>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DeliveryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryMutesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryNotificationEndpointsArgs = {
  owner?: EndpointOwner;
};


export type QueryNotificationGroupsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryNotificationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<NotificationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  unreadOnly?: InputMaybe<Scalars['Boolean']['input']>;
};


export type QueryScheduledAnnouncementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryWatchesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A time of each day, in the person's time zone. It may span midnight. */
export type QuietHours = {
  __typename?: 'QuietHours';
  /** When they begin, as `HH:MM`. */
  from: Scalars['String']['output'];
  /** When they end, as `HH:MM`; the next day when that is earlier than `from`. */
  until: Scalars['String']['output'];
};

/** A time of each day. It may span midnight; both ends must differ. */
export type QuietHoursInput = {
  /** When they begin, as `HH:MM`. */
  from: Scalars['String']['input'];
  /** When they end, as `HH:MM`. */
  until: Scalars['String']['input'];
};

/** What `replayDeliveries` takes. */
export type ReplayDeliveriesInput = {
  /** The endpoint's id; one that is in use. */
  endpointId: Scalars['ID']['input'];
  /** From when messages were made, this moment included. */
  from: Scalars['DateTime']['input'];
  /** A repetition by the same person or API key with the same key, of 1 to 200 characters, sends nothing more and is answered alike. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Until when, this moment excluded; now, when left out. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What `replayDeliveries` answers. */
export type ReplayDeliveriesPayload = {
  __typename?: 'ReplayDeliveriesPayload';
  /** How many notifications are sent again. */
  count: Scalars['Int']['output'];
};

/** The result of forgetting an organization's default. */
export type ResetNotificationDefaultPayload = {
  __typename?: 'ResetNotificationDefaultPayload';
  /** The default as it is now. */
  default: NotificationDefault;
};

/** The result of forgetting a preference. */
export type ResetNotificationPreferencePayload = {
  __typename?: 'ResetNotificationPreferencePayload';
  /** The preference as it is now. */
  preference: NotificationPreference;
};

/** What `retryDeliveries` takes: either ids or a filter. */
export type RetryDeliveriesInput = {
  /** Which dead letters: the 1,000 oldest of them at once. */
  filter?: InputMaybe<DeadLetterFilter>;
  /** A repetition by the same person or API key with the same key, of 1 to 200 characters, does nothing more and is answered alike. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Ids of dead letters, 1 to 1,000. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** What `retryDeliveries` answers. */
export type RetryDeliveriesPayload = {
  __typename?: 'RetryDeliveriesPayload';
  /** How many are tried again. A digest counts with all that is in it. */
  count: Scalars['Int']['output'];
  /** Whether the filter finds more. */
  hasMore: Scalars['Boolean']['output'];
};

/** What a person may do in an organization, strongest first. */
export type Role =
  /** Everything that members do; invites and removes people, makes keys, reads the audit log, announces. */
  | 'ADMIN'
  /** Reads and writes documents, tasks and metrics. */
  | 'MEMBER'
  /** Everything, and the only one who appoints, demotes and removes owners. */
  | 'OWNER'
  /** Reads. */
  | 'VIEWER';

/** What `rotateEndpointSecret` takes. */
export type RotateEndpointSecretInput = {
  /** The endpoint's id; a webhook's. */
  id: Scalars['ID']['input'];
  /** For how many hours the old secrets still sign: 0 to 168. With 0 they stop at once, as after a leak. */
  overlapHours?: Scalars['Int']['input'];
  /** How the new one signs; as the newest one does, when left out. */
  scheme?: InputMaybe<SigningScheme>;
};

/** What `rotateEndpointSecret` answers. */
export type RotateEndpointSecretPayload = {
  __typename?: 'RotateEndpointSecretPayload';
  /** The endpoint with its keys as they are now. */
  endpoint: NotificationEndpoint;
  /** What verifies its messages from now on, shown this once: `whsec_…` or `whpk_…`. */
  signingSecret: Scalars['String']['output'];
};

/** How a webhook is signed. */
export type SigningScheme =
  /** `v1a`: ed25519; the receiver has the public key only, `whpk_…`. */
  | 'ED25519'
  /** `v1`: HMAC-SHA256 with a shared secret, `whsec_…`. */
  | 'HMAC_SHA256';

/** The result of snoozing notifications. */
export type SnoozeNotificationsPayload = {
  __typename?: 'SnoozeNotificationsPayload';
  /** Those of the ids that belong to the caller, as they are now, newest first. */
  notifications: Array<Notification>;
  /** How many notifications of the whole inbox are unread. */
  unreadCount: Scalars['Int']['output'];
};

/** Names a subject. */
export type SubjectInput = {
  /** Its id. */
  id: Scalars['ID']['input'];
  /** What kind of thing it is. */
  type: SubjectType;
};

/** What a notification can be about, as a kind of thing. */
export type SubjectType =
  /** An `Announcement`. */
  | 'ANNOUNCEMENT'
  /** A `Document`. */
  | 'DOCUMENT'
  /** A `Task`. */
  | 'TASK';

export type Subscription = {
  __typename?: 'Subscription';
  /**
   * Every notification of the caller in this organization, oldest first, each once and without a gap. With `after`, what came
   * after that cursor is replayed first, then it goes live; without, it starts at the moment when the subscription is accepted.
   * To resume after a lost connection, send the last cursor that was received.
   */
  notificationReceived: NotificationEvent;
  /**
   * Who is at a subject: all of them at once, then all of them each time somebody comes, goes, or does something else. NOT_FOUND for
   * what does not exist or the caller may not see. People only.
   */
  presence: PresenceEvent;
  /**
   * How many notifications of the caller's inbox are unread: the number at once, then each time it changes, also because they were
   * read elsewhere. Changes that follow each other closely are one. People only.
   */
  unreadCount: Scalars['Int']['output'];
};


export type SubscriptionNotificationReceivedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};


export type SubscriptionPresenceArgs = {
  as?: InputMaybe<PresenceState>;
  subject: SubjectInput;
};

/** A task, owned by the tasks subgraph. */
export type Task = {
  __typename?: 'Task';
  /** Identifies the task. */
  id: Scalars['ID']['output'];
  /** Whether the caller has muted it; false for an API key. */
  isMuted: Scalars['Boolean']['output'];
  /** Whether the caller watches it; false for an API key. */
  isWatched: Scalars['Boolean']['output'];
};

/** What `testEndpoint` takes. */
export type TestEndpointInput = {
  /** The endpoint's id; one that is in use. */
  id: Scalars['ID']['input'];
  /** A repetition by the same person or API key with the same key, of 1 to 200 characters, sends nothing more and is answered alike. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What `testEndpoint` answers. */
export type TestEndpointPayload = {
  __typename?: 'TestEndpointPayload';
  /** The id that the message carries. */
  messageId: Scalars['ID']['output'];
};

/** The result of putting archived notifications back. */
export type UnarchiveNotificationsPayload = {
  __typename?: 'UnarchiveNotificationsPayload';
  /** Those of the ids that belong to the caller, as they are now, newest first. */
  notifications: Array<Notification>;
  /** How many notifications of the whole inbox are unread. */
  unreadCount: Scalars['Int']['output'];
};

/** The result of ending a mute. */
export type UnmuteSubjectPayload = {
  __typename?: 'UnmuteSubjectPayload';
  /** Whether it was muted until now. */
  wasMuted: Scalars['Boolean']['output'];
};

/** The result of putting snoozed notifications back. */
export type UnsnoozeNotificationsPayload = {
  __typename?: 'UnsnoozeNotificationsPayload';
  /** Those of the ids that belong to the caller, as they are now, newest first. */
  notifications: Array<Notification>;
  /** How many notifications of the whole inbox are unread. */
  unreadCount: Scalars['Int']['output'];
};

/** The result of ending a watch. */
export type UnwatchPayload = {
  __typename?: 'UnwatchPayload';
  /** Whether it was watched until now. */
  wasWatched: Scalars['Boolean']['output'];
};

/** What `updateEndpoint` takes: what is left out stays as it is. */
export type UpdateEndpointInput = {
  /** Whether anything is sent there. */
  enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** The endpoint's id. */
  id: Scalars['ID']['input'];
  /** The kinds that are sent there from now on; null for all. */
  kinds?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Another name, 1 to 100 characters. */
  label?: InputMaybe<Scalars['String']['input']>;
  /** Another address, as for `createEndpoint`. A push subscription's cannot be changed. */
  url?: InputMaybe<Scalars['String']['input']>;
};

/** What `updateEndpoint` answers. */
export type UpdateEndpointPayload = {
  __typename?: 'UpdateEndpointPayload';
  /** The endpoint as it is now. */
  endpoint: NotificationEndpoint;
};

/** A kind and, per channel, on or off for everybody who chose nothing. */
export type UpdateNotificationDefaultInput = {
  /** Whether what goes by email is collected. */
  digest?: InputMaybe<DigestFrequency>;
  /** Email. */
  email?: InputMaybe<Scalars['Boolean']['input']>;
  /** Inbox and live. */
  inApp?: InputMaybe<Scalars['Boolean']['input']>;
  /** The kind, as in `Notification.kind`. */
  kind: Scalars['String']['input'];
  /** Slack-compatible webhooks. */
  slack?: InputMaybe<Scalars['Boolean']['input']>;
  /** Browsers. */
  webPush?: InputMaybe<Scalars['Boolean']['input']>;
  /** Webhooks. */
  webhook?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The result of changing an organization's default. */
export type UpdateNotificationDefaultPayload = {
  __typename?: 'UpdateNotificationDefaultPayload';
  /** The default as it is now. */
  default: NotificationDefault;
};

/** A kind and, per channel, on or off. */
export type UpdateNotificationPreferenceInput = {
  /** Whether what goes by email is collected. */
  digest?: InputMaybe<DigestFrequency>;
  /** Email. */
  email?: InputMaybe<Scalars['Boolean']['input']>;
  /** Inbox and live. */
  inApp?: InputMaybe<Scalars['Boolean']['input']>;
  /** The kind, as in `Notification.kind`. */
  kind: Scalars['String']['input'];
  /** Slack-compatible webhooks. */
  slack?: InputMaybe<Scalars['Boolean']['input']>;
  /** Browsers. */
  webPush?: InputMaybe<Scalars['Boolean']['input']>;
  /** Webhooks. */
  webhook?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The result of changing a preference. */
export type UpdateNotificationPreferencePayload = {
  __typename?: 'UpdateNotificationPreferencePayload';
  /** The preference as it is now. */
  preference: NotificationPreference;
};

/** How to be addressed from now on. */
export type UpdateNotificationSettingsInput = {
  /** `HH:MM`. */
  digestTime?: InputMaybe<Scalars['String']['input']>;
  /** `en`, `de` or `fr`. */
  locale?: InputMaybe<Scalars['String']['input']>;
  /** Null ends quiet hours; left out, they stay. */
  quietHours?: InputMaybe<QuietHoursInput>;
  /** An IANA name, such as `Europe/Berlin`. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
};

/** The result of changing settings. */
export type UpdateNotificationSettingsPayload = {
  __typename?: 'UpdateNotificationSettingsPayload';
  /** The settings as they are now. */
  settings: NotificationSettings;
};

/** What the caller does where. */
export type UpdatePresenceInput = {
  /**
   * Which of the caller's windows or devices this is about, at most 64 characters; those that name none count as one. A person is
   * there as long as one of theirs is, and types while one of them types.
   */
  clientId?: InputMaybe<Scalars['String']['input']>;
  /** What. */
  state: PresenceUpdate;
  /** Where. */
  subject: SubjectInput;
};

/** What became of it. */
export type UpdatePresencePayload = {
  __typename?: 'UpdatePresencePayload';
  /** When the visit ends unless it is kept; null when it has ended. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A person, owned by the organizations subgraph. */
export type User = {
  __typename?: 'User';
  /** Identifies the person. */
  id: Scalars['ID']['output'];
};

/** That a person watches a subject. */
export type Watch = {
  __typename?: 'Watch';
  /** Since when. */
  createdAt: Scalars['DateTime']['output'];
  /** What is watched; null when it has been deleted. */
  subject?: Maybe<NotificationSubject>;
};

/** A page of what a person watches. */
export type WatchConnection = {
  __typename?: 'WatchConnection';
  /** The watched subjects, the latest first. */
  edges: Array<WatchEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
};

/** A watched subject and its place in the list. */
export type WatchEdge = {
  __typename?: 'WatchEdge';
  /** `after` of the next page. */
  cursor: Scalars['String']['output'];
  /** What is watched. */
  node: Watch;
};

/** The result of watching. */
export type WatchPayload = {
  __typename?: 'WatchPayload';
  /** The watch as it is now. */
  watch: Watch;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Announcement: Announcement;
  Document: Document;
  Notification: Notification;
  Task: Task;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Announcement:
    ( { __typename: 'Announcement' }
    & GraphQLRecursivePick<FederationTypes['Announcement'], {"id":true}> );
  Document:
    ( { __typename: 'Document' }
    & GraphQLRecursivePick<FederationTypes['Document'], {"id":true}> );
  Notification:
    ( { __typename: 'Notification' }
    & GraphQLRecursivePick<FederationTypes['Notification'], {"id":true}> );
  Task:
    ( { __typename: 'Task' }
    & GraphQLRecursivePick<FederationTypes['Task'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AnnounceInput: AnnounceInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  AnnouncePayload: ResolverTypeWrapper<Omit<AnnouncePayload, 'announcement'> & { announcement: ResolversTypes['Announcement'] }>;
  Announcement: ResolverTypeWrapper<AnnouncementMapper>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AnnouncementConnection: ResolverTypeWrapper<AnnouncementConnectionMapper>;
  AnnouncementEdge: ResolverTypeWrapper<Omit<AnnouncementEdge, 'node'> & { node: ResolversTypes['Announcement'] }>;
  AnnouncementStatus: AnnouncementStatus;
  ArchiveNotificationsPayload: ResolverTypeWrapper<Omit<ArchiveNotificationsPayload, 'notifications'> & { notifications: Array<ResolversTypes['Notification']> }>;
  CancelAnnouncementPayload: ResolverTypeWrapper<Omit<CancelAnnouncementPayload, 'announcement'> & { announcement: ResolversTypes['Announcement'] }>;
  CancelDeliveriesPayload: ResolverTypeWrapper<CancelDeliveriesPayload>;
  CreateEndpointInput: CreateEndpointInput;
  CreateEndpointPayload: ResolverTypeWrapper<Omit<CreateEndpointPayload, 'endpoint'> & { endpoint: ResolversTypes['NotificationEndpoint'] }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeadLetterFilter: DeadLetterFilter;
  DeleteEndpointPayload: ResolverTypeWrapper<DeleteEndpointPayload>;
  Delivery: ResolverTypeWrapper<DeliveryMapper>;
  DeliveryAttempt: ResolverTypeWrapper<DeliveryAttemptMapper>;
  DeliveryChannel: DeliveryChannel;
  DeliveryConnection: ResolverTypeWrapper<DeliveryConnectionMapper>;
  DeliveryEdge: ResolverTypeWrapper<Omit<DeliveryEdge, 'node'> & { node: ResolversTypes['Delivery'] }>;
  DeliveryFilter: DeliveryFilter;
  DeliveryNotice: ResolverTypeWrapper<DeliveryNotice>;
  DeliveryOutcome: DeliveryOutcome;
  DeliveryStatus: DeliveryStatus;
  DigestFrequency: DigestFrequency;
  Document: ResolverTypeWrapper<DocumentMapper>;
  DropDeliveriesInput: DropDeliveriesInput;
  DropDeliveriesPayload: ResolverTypeWrapper<DropDeliveriesPayload>;
  EndpointChannel: EndpointChannel;
  EndpointOwner: EndpointOwner;
  EndpointSigningKey: ResolverTypeWrapper<EndpointSigningKey>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  MarkAllNotificationsReadPayload: ResolverTypeWrapper<MarkAllNotificationsReadPayload>;
  MarkNotificationsReadPayload: ResolverTypeWrapper<Omit<MarkNotificationsReadPayload, 'notifications'> & { notifications: Array<ResolversTypes['Notification']> }>;
  MarkNotificationsSeenPayload: ResolverTypeWrapper<MarkNotificationsSeenPayload>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Mute: ResolverTypeWrapper<MuteMapper>;
  MuteConnection: ResolverTypeWrapper<MuteConnectionMapper>;
  MuteEdge: ResolverTypeWrapper<Omit<MuteEdge, 'node'> & { node: ResolversTypes['Mute'] }>;
  MuteSubjectPayload: ResolverTypeWrapper<Omit<MuteSubjectPayload, 'mute'> & { mute: ResolversTypes['Mute'] }>;
  Notification: ResolverTypeWrapper<NotificationMapper>;
  NotificationConnection: ResolverTypeWrapper<NotificationConnectionMapper>;
  NotificationDefault: ResolverTypeWrapper<NotificationDefault>;
  NotificationEdge: ResolverTypeWrapper<NotificationEdgeMapper>;
  NotificationEndpoint: ResolverTypeWrapper<NotificationEndpointMapper>;
  NotificationEvent: ResolverTypeWrapper<NotificationEventMapper>;
  NotificationFilter: NotificationFilter;
  NotificationGroup: ResolverTypeWrapper<NotificationGroupMapper>;
  NotificationGroupConnection: ResolverTypeWrapper<NotificationGroupConnectionMapper>;
  NotificationGroupEdge: ResolverTypeWrapper<Omit<NotificationGroupEdge, 'node'> & { node: ResolversTypes['NotificationGroup'] }>;
  NotificationPreference: ResolverTypeWrapper<NotificationPreference>;
  NotificationPreferenceSources: ResolverTypeWrapper<NotificationPreferenceSources>;
  NotificationSettings: ResolverTypeWrapper<NotificationSettings>;
  NotificationState: NotificationState;
  NotificationSubject: ResolverTypeWrapper<NotificationSubjectMapper>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PreferenceSource: PreferenceSource;
  Presence: ResolverTypeWrapper<PresenceMapper>;
  PresenceEvent: ResolverTypeWrapper<PresenceEventMapper>;
  PresenceState: PresenceState;
  PresenceUpdate: PresenceUpdate;
  PushKeysInput: PushKeysInput;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  QuietHours: ResolverTypeWrapper<QuietHours>;
  QuietHoursInput: QuietHoursInput;
  ReplayDeliveriesInput: ReplayDeliveriesInput;
  ReplayDeliveriesPayload: ResolverTypeWrapper<ReplayDeliveriesPayload>;
  ResetNotificationDefaultPayload: ResolverTypeWrapper<ResetNotificationDefaultPayload>;
  ResetNotificationPreferencePayload: ResolverTypeWrapper<ResetNotificationPreferencePayload>;
  RetryDeliveriesInput: RetryDeliveriesInput;
  RetryDeliveriesPayload: ResolverTypeWrapper<RetryDeliveriesPayload>;
  Role: Role;
  RotateEndpointSecretInput: RotateEndpointSecretInput;
  RotateEndpointSecretPayload: ResolverTypeWrapper<Omit<RotateEndpointSecretPayload, 'endpoint'> & { endpoint: ResolversTypes['NotificationEndpoint'] }>;
  SigningScheme: SigningScheme;
  SnoozeNotificationsPayload: ResolverTypeWrapper<Omit<SnoozeNotificationsPayload, 'notifications'> & { notifications: Array<ResolversTypes['Notification']> }>;
  SubjectInput: SubjectInput;
  SubjectType: SubjectType;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Task: ResolverTypeWrapper<TaskMapper>;
  TestEndpointInput: TestEndpointInput;
  TestEndpointPayload: ResolverTypeWrapper<TestEndpointPayload>;
  UnarchiveNotificationsPayload: ResolverTypeWrapper<Omit<UnarchiveNotificationsPayload, 'notifications'> & { notifications: Array<ResolversTypes['Notification']> }>;
  UnmuteSubjectPayload: ResolverTypeWrapper<UnmuteSubjectPayload>;
  UnsnoozeNotificationsPayload: ResolverTypeWrapper<Omit<UnsnoozeNotificationsPayload, 'notifications'> & { notifications: Array<ResolversTypes['Notification']> }>;
  UnwatchPayload: ResolverTypeWrapper<UnwatchPayload>;
  UpdateEndpointInput: UpdateEndpointInput;
  UpdateEndpointPayload: ResolverTypeWrapper<Omit<UpdateEndpointPayload, 'endpoint'> & { endpoint: ResolversTypes['NotificationEndpoint'] }>;
  UpdateNotificationDefaultInput: UpdateNotificationDefaultInput;
  UpdateNotificationDefaultPayload: ResolverTypeWrapper<UpdateNotificationDefaultPayload>;
  UpdateNotificationPreferenceInput: UpdateNotificationPreferenceInput;
  UpdateNotificationPreferencePayload: ResolverTypeWrapper<UpdateNotificationPreferencePayload>;
  UpdateNotificationSettingsInput: UpdateNotificationSettingsInput;
  UpdateNotificationSettingsPayload: ResolverTypeWrapper<UpdateNotificationSettingsPayload>;
  UpdatePresenceInput: UpdatePresenceInput;
  UpdatePresencePayload: ResolverTypeWrapper<UpdatePresencePayload>;
  User: ResolverTypeWrapper<UserMapper>;
  Watch: ResolverTypeWrapper<WatchMapper>;
  WatchConnection: ResolverTypeWrapper<WatchConnectionMapper>;
  WatchEdge: ResolverTypeWrapper<Omit<WatchEdge, 'node'> & { node: ResolversTypes['Watch'] }>;
  WatchPayload: ResolverTypeWrapper<Omit<WatchPayload, 'watch'> & { watch: ResolversTypes['Watch'] }>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AnnounceInput: AnnounceInput;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  Boolean: Scalars['Boolean']['output'];
  AnnouncePayload: Omit<AnnouncePayload, 'announcement'> & { announcement: ResolversParentTypes['Announcement'] };
  Announcement: AnnouncementMapper;
  Int: Scalars['Int']['output'];
  AnnouncementConnection: AnnouncementConnectionMapper;
  AnnouncementEdge: Omit<AnnouncementEdge, 'node'> & { node: ResolversParentTypes['Announcement'] };
  ArchiveNotificationsPayload: Omit<ArchiveNotificationsPayload, 'notifications'> & { notifications: Array<ResolversParentTypes['Notification']> };
  CancelAnnouncementPayload: Omit<CancelAnnouncementPayload, 'announcement'> & { announcement: ResolversParentTypes['Announcement'] };
  CancelDeliveriesPayload: CancelDeliveriesPayload;
  CreateEndpointInput: CreateEndpointInput;
  CreateEndpointPayload: Omit<CreateEndpointPayload, 'endpoint'> & { endpoint: ResolversParentTypes['NotificationEndpoint'] };
  DateTime: Scalars['DateTime']['output'];
  DeadLetterFilter: DeadLetterFilter;
  DeleteEndpointPayload: DeleteEndpointPayload;
  Delivery: DeliveryMapper;
  DeliveryAttempt: DeliveryAttemptMapper;
  DeliveryConnection: DeliveryConnectionMapper;
  DeliveryEdge: Omit<DeliveryEdge, 'node'> & { node: ResolversParentTypes['Delivery'] };
  DeliveryFilter: DeliveryFilter;
  DeliveryNotice: DeliveryNotice;
  Document: DocumentMapper;
  DropDeliveriesInput: DropDeliveriesInput;
  DropDeliveriesPayload: DropDeliveriesPayload;
  EndpointSigningKey: EndpointSigningKey;
  JSON: Scalars['JSON']['output'];
  MarkAllNotificationsReadPayload: MarkAllNotificationsReadPayload;
  MarkNotificationsReadPayload: Omit<MarkNotificationsReadPayload, 'notifications'> & { notifications: Array<ResolversParentTypes['Notification']> };
  MarkNotificationsSeenPayload: MarkNotificationsSeenPayload;
  Mutation: Record<PropertyKey, never>;
  Mute: MuteMapper;
  MuteConnection: MuteConnectionMapper;
  MuteEdge: Omit<MuteEdge, 'node'> & { node: ResolversParentTypes['Mute'] };
  MuteSubjectPayload: Omit<MuteSubjectPayload, 'mute'> & { mute: ResolversParentTypes['Mute'] };
  Notification: NotificationMapper;
  NotificationConnection: NotificationConnectionMapper;
  NotificationDefault: NotificationDefault;
  NotificationEdge: NotificationEdgeMapper;
  NotificationEndpoint: NotificationEndpointMapper;
  NotificationEvent: NotificationEventMapper;
  NotificationFilter: NotificationFilter;
  NotificationGroup: NotificationGroupMapper;
  NotificationGroupConnection: NotificationGroupConnectionMapper;
  NotificationGroupEdge: Omit<NotificationGroupEdge, 'node'> & { node: ResolversParentTypes['NotificationGroup'] };
  NotificationPreference: NotificationPreference;
  NotificationPreferenceSources: NotificationPreferenceSources;
  NotificationSettings: NotificationSettings;
  NotificationSubject: NotificationSubjectMapper;
  PageInfo: PageInfo;
  Presence: PresenceMapper;
  PresenceEvent: PresenceEventMapper;
  PushKeysInput: PushKeysInput;
  Query: Record<PropertyKey, never>;
  QuietHours: QuietHours;
  QuietHoursInput: QuietHoursInput;
  ReplayDeliveriesInput: ReplayDeliveriesInput;
  ReplayDeliveriesPayload: ReplayDeliveriesPayload;
  ResetNotificationDefaultPayload: ResetNotificationDefaultPayload;
  ResetNotificationPreferencePayload: ResetNotificationPreferencePayload;
  RetryDeliveriesInput: RetryDeliveriesInput;
  RetryDeliveriesPayload: RetryDeliveriesPayload;
  RotateEndpointSecretInput: RotateEndpointSecretInput;
  RotateEndpointSecretPayload: Omit<RotateEndpointSecretPayload, 'endpoint'> & { endpoint: ResolversParentTypes['NotificationEndpoint'] };
  SnoozeNotificationsPayload: Omit<SnoozeNotificationsPayload, 'notifications'> & { notifications: Array<ResolversParentTypes['Notification']> };
  SubjectInput: SubjectInput;
  Subscription: Record<PropertyKey, never>;
  Task: TaskMapper;
  TestEndpointInput: TestEndpointInput;
  TestEndpointPayload: TestEndpointPayload;
  UnarchiveNotificationsPayload: Omit<UnarchiveNotificationsPayload, 'notifications'> & { notifications: Array<ResolversParentTypes['Notification']> };
  UnmuteSubjectPayload: UnmuteSubjectPayload;
  UnsnoozeNotificationsPayload: Omit<UnsnoozeNotificationsPayload, 'notifications'> & { notifications: Array<ResolversParentTypes['Notification']> };
  UnwatchPayload: UnwatchPayload;
  UpdateEndpointInput: UpdateEndpointInput;
  UpdateEndpointPayload: Omit<UpdateEndpointPayload, 'endpoint'> & { endpoint: ResolversParentTypes['NotificationEndpoint'] };
  UpdateNotificationDefaultInput: UpdateNotificationDefaultInput;
  UpdateNotificationDefaultPayload: UpdateNotificationDefaultPayload;
  UpdateNotificationPreferenceInput: UpdateNotificationPreferenceInput;
  UpdateNotificationPreferencePayload: UpdateNotificationPreferencePayload;
  UpdateNotificationSettingsInput: UpdateNotificationSettingsInput;
  UpdateNotificationSettingsPayload: UpdateNotificationSettingsPayload;
  UpdatePresenceInput: UpdatePresenceInput;
  UpdatePresencePayload: UpdatePresencePayload;
  User: UserMapper;
  Watch: WatchMapper;
  WatchConnection: WatchConnectionMapper;
  WatchEdge: Omit<WatchEdge, 'node'> & { node: ResolversParentTypes['Watch'] };
  WatchPayload: Omit<WatchPayload, 'watch'> & { watch: ResolversParentTypes['Watch'] };
};

export type AnnouncePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AnnouncePayload'] = ResolversParentTypes['AnnouncePayload']> = {
  announcement?: Resolver<ResolversTypes['Announcement'], ParentType, ContextType>;
};

export type AnnouncementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Announcement'] = ResolversParentTypes['Announcement'], FederationReferenceType extends FederationReferenceTypes['Announcement'] = FederationReferenceTypes['Announcement']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Announcement']> | FederationReferenceType, FederationReferenceType, ContextType>;
  body?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  recipientCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sendAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AnnouncementStatus'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  urgent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AnnouncementConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AnnouncementConnection'] = ResolversParentTypes['AnnouncementConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AnnouncementEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AnnouncementEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AnnouncementEdge'] = ResolversParentTypes['AnnouncementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Announcement'], ParentType, ContextType>;
};

export type ArchiveNotificationsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchiveNotificationsPayload'] = ResolversParentTypes['ArchiveNotificationsPayload']> = {
  notifications?: Resolver<Array<ResolversTypes['Notification']>, ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CancelAnnouncementPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelAnnouncementPayload'] = ResolversParentTypes['CancelAnnouncementPayload']> = {
  announcement?: Resolver<ResolversTypes['Announcement'], ParentType, ContextType>;
};

export type CancelDeliveriesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelDeliveriesPayload'] = ResolversParentTypes['CancelDeliveriesPayload']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CreateEndpointPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateEndpointPayload'] = ResolversParentTypes['CreateEndpointPayload']> = {
  endpoint?: Resolver<ResolversTypes['NotificationEndpoint'], ParentType, ContextType>;
  signingSecret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteEndpointPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteEndpointPayload'] = ResolversParentTypes['DeleteEndpointPayload']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type DeliveryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Delivery'] = ResolversParentTypes['Delivery']> = {
  attemptCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  attempts?: Resolver<Array<ResolversTypes['DeliveryAttempt']>, ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['DeliveryChannel'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  digestId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  endpoint?: Resolver<Maybe<ResolversTypes['NotificationEndpoint']>, ParentType, ContextType>;
  endpointId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  notice?: Resolver<Maybe<ResolversTypes['DeliveryNotice']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recipient?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['DeliveryStatus'], ParentType, ContextType>;
};

export type DeliveryAttemptResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeliveryAttempt'] = ResolversParentTypes['DeliveryAttempt']> = {
  detail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  durationMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['DeliveryOutcome'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  statusCode?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DeliveryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeliveryConnection'] = ResolversParentTypes['DeliveryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DeliveryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DeliveryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeliveryEdge'] = ResolversParentTypes['DeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Delivery'], ParentType, ContextType>;
};

export type DeliveryNoticeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeliveryNotice'] = ResolversParentTypes['DeliveryNotice']> = {
  body?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  urgent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type DocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Document'] = ResolversParentTypes['Document'], FederationReferenceType extends FederationReferenceTypes['Document'] = FederationReferenceTypes['Document']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Document']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isMuted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isWatched?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DropDeliveriesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DropDeliveriesPayload'] = ResolversParentTypes['DropDeliveriesPayload']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  hasMore?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type EndpointSigningKeyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EndpointSigningKey'] = ResolversParentTypes['EndpointSigningKey']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  publicKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scheme?: Resolver<ResolversTypes['SigningScheme'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MarkAllNotificationsReadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MarkAllNotificationsReadPayload'] = ResolversParentTypes['MarkAllNotificationsReadPayload']> = {
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MarkNotificationsReadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MarkNotificationsReadPayload'] = ResolversParentTypes['MarkNotificationsReadPayload']> = {
  notifications?: Resolver<Array<ResolversTypes['Notification']>, ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MarkNotificationsSeenPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MarkNotificationsSeenPayload'] = ResolversParentTypes['MarkNotificationsSeenPayload']> = {
  unseenCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  announce?: Resolver<ResolversTypes['AnnouncePayload'], ParentType, ContextType, RequireFields<MutationAnnounceArgs, 'input'>>;
  archiveNotifications?: Resolver<ResolversTypes['ArchiveNotificationsPayload'], ParentType, ContextType, RequireFields<MutationArchiveNotificationsArgs, 'ids'>>;
  cancelAnnouncement?: Resolver<ResolversTypes['CancelAnnouncementPayload'], ParentType, ContextType, RequireFields<MutationCancelAnnouncementArgs, 'id'>>;
  cancelDeliveries?: Resolver<ResolversTypes['CancelDeliveriesPayload'], ParentType, ContextType, RequireFields<MutationCancelDeliveriesArgs, 'ids'>>;
  createEndpoint?: Resolver<ResolversTypes['CreateEndpointPayload'], ParentType, ContextType, RequireFields<MutationCreateEndpointArgs, 'input'>>;
  deleteEndpoint?: Resolver<ResolversTypes['DeleteEndpointPayload'], ParentType, ContextType, RequireFields<MutationDeleteEndpointArgs, 'id'>>;
  dropDeliveries?: Resolver<ResolversTypes['DropDeliveriesPayload'], ParentType, ContextType, RequireFields<MutationDropDeliveriesArgs, 'input'>>;
  markAllNotificationsRead?: Resolver<ResolversTypes['MarkAllNotificationsReadPayload'], ParentType, ContextType, RequireFields<MutationMarkAllNotificationsReadArgs, 'upTo'>>;
  markNotificationsRead?: Resolver<ResolversTypes['MarkNotificationsReadPayload'], ParentType, ContextType, RequireFields<MutationMarkNotificationsReadArgs, 'ids'>>;
  markNotificationsSeen?: Resolver<ResolversTypes['MarkNotificationsSeenPayload'], ParentType, ContextType, RequireFields<MutationMarkNotificationsSeenArgs, 'upTo'>>;
  muteSubject?: Resolver<ResolversTypes['MuteSubjectPayload'], ParentType, ContextType, RequireFields<MutationMuteSubjectArgs, 'subject'>>;
  replayDeliveries?: Resolver<ResolversTypes['ReplayDeliveriesPayload'], ParentType, ContextType, RequireFields<MutationReplayDeliveriesArgs, 'input'>>;
  resetNotificationDefault?: Resolver<ResolversTypes['ResetNotificationDefaultPayload'], ParentType, ContextType, RequireFields<MutationResetNotificationDefaultArgs, 'kind'>>;
  resetNotificationPreference?: Resolver<ResolversTypes['ResetNotificationPreferencePayload'], ParentType, ContextType, RequireFields<MutationResetNotificationPreferenceArgs, 'kind'>>;
  retryDeliveries?: Resolver<ResolversTypes['RetryDeliveriesPayload'], ParentType, ContextType, RequireFields<MutationRetryDeliveriesArgs, 'input'>>;
  rotateEndpointSecret?: Resolver<ResolversTypes['RotateEndpointSecretPayload'], ParentType, ContextType, RequireFields<MutationRotateEndpointSecretArgs, 'input'>>;
  snoozeNotifications?: Resolver<ResolversTypes['SnoozeNotificationsPayload'], ParentType, ContextType, RequireFields<MutationSnoozeNotificationsArgs, 'ids' | 'until'>>;
  testEndpoint?: Resolver<ResolversTypes['TestEndpointPayload'], ParentType, ContextType, RequireFields<MutationTestEndpointArgs, 'input'>>;
  unarchiveNotifications?: Resolver<ResolversTypes['UnarchiveNotificationsPayload'], ParentType, ContextType, RequireFields<MutationUnarchiveNotificationsArgs, 'ids'>>;
  unmuteSubject?: Resolver<ResolversTypes['UnmuteSubjectPayload'], ParentType, ContextType, RequireFields<MutationUnmuteSubjectArgs, 'subject'>>;
  unsnoozeNotifications?: Resolver<ResolversTypes['UnsnoozeNotificationsPayload'], ParentType, ContextType, RequireFields<MutationUnsnoozeNotificationsArgs, 'ids'>>;
  unwatch?: Resolver<ResolversTypes['UnwatchPayload'], ParentType, ContextType, RequireFields<MutationUnwatchArgs, 'subject'>>;
  updateEndpoint?: Resolver<ResolversTypes['UpdateEndpointPayload'], ParentType, ContextType, RequireFields<MutationUpdateEndpointArgs, 'input'>>;
  updateNotificationDefault?: Resolver<ResolversTypes['UpdateNotificationDefaultPayload'], ParentType, ContextType, RequireFields<MutationUpdateNotificationDefaultArgs, 'input'>>;
  updateNotificationPreference?: Resolver<ResolversTypes['UpdateNotificationPreferencePayload'], ParentType, ContextType, RequireFields<MutationUpdateNotificationPreferenceArgs, 'input'>>;
  updateNotificationSettings?: Resolver<ResolversTypes['UpdateNotificationSettingsPayload'], ParentType, ContextType, RequireFields<MutationUpdateNotificationSettingsArgs, 'input'>>;
  updatePresence?: Resolver<ResolversTypes['UpdatePresencePayload'], ParentType, ContextType, RequireFields<MutationUpdatePresenceArgs, 'input'>>;
  watch?: Resolver<ResolversTypes['WatchPayload'], ParentType, ContextType, RequireFields<MutationWatchArgs, 'subject'>>;
};

export type MuteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mute'] = ResolversParentTypes['Mute']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['NotificationSubject']>, ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type MuteConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MuteConnection'] = ResolversParentTypes['MuteConnection']> = {
  edges?: Resolver<Array<ResolversTypes['MuteEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MuteEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MuteEdge'] = ResolversParentTypes['MuteEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Mute'], ParentType, ContextType>;
};

export type MuteSubjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MuteSubjectPayload'] = ResolversParentTypes['MuteSubjectPayload']> = {
  mute?: Resolver<ResolversTypes['Mute'], ParentType, ContextType>;
};

export type NotificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Notification'] = ResolversParentTypes['Notification'], FederationReferenceType extends FederationReferenceTypes['Notification'] = FederationReferenceTypes['Notification']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Notification']> | FederationReferenceType, FederationReferenceType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  archivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  body?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deliveries?: Resolver<Array<ResolversTypes['Delivery']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  readAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  seenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  snoozedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['NotificationSubject']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  urgent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type NotificationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationConnection'] = ResolversParentTypes['NotificationConnection']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['NotificationEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unseenCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type NotificationDefaultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationDefault'] = ResolversParentTypes['NotificationDefault']> = {
  digest?: Resolver<ResolversTypes['DigestFrequency'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  inApp?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  slack?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sources?: Resolver<ResolversTypes['NotificationPreferenceSources'], ParentType, ContextType>;
  webPush?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  webhook?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type NotificationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationEdge'] = ResolversParentTypes['NotificationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Notification'], ParentType, ContextType>;
};

export type NotificationEndpointResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationEndpoint'] = ResolversParentTypes['NotificationEndpoint']> = {
  channel?: Resolver<ResolversTypes['EndpointChannel'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  disabledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  disabledReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kinds?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['EndpointOwner'], ParentType, ContextType>;
  signingKeys?: Resolver<Array<ResolversTypes['EndpointSigningKey']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NotificationEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationEvent'] = ResolversParentTypes['NotificationEvent']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notification?: Resolver<ResolversTypes['Notification'], ParentType, ContextType>;
};

export type NotificationGroupResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationGroup'] = ResolversParentTypes['NotificationGroup']> = {
  latest?: Resolver<ResolversTypes['Notification'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['NotificationSubject']>, ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type NotificationGroupConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationGroupConnection'] = ResolversParentTypes['NotificationGroupConnection']> = {
  edges?: Resolver<Array<ResolversTypes['NotificationGroupEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type NotificationGroupEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationGroupEdge'] = ResolversParentTypes['NotificationGroupEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['NotificationGroup'], ParentType, ContextType>;
};

export type NotificationPreferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationPreference'] = ResolversParentTypes['NotificationPreference']> = {
  digest?: Resolver<ResolversTypes['DigestFrequency'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  inApp?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  slack?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sources?: Resolver<ResolversTypes['NotificationPreferenceSources'], ParentType, ContextType>;
  webPush?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  webhook?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type NotificationPreferenceSourcesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationPreferenceSources'] = ResolversParentTypes['NotificationPreferenceSources']> = {
  digest?: Resolver<ResolversTypes['PreferenceSource'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['PreferenceSource'], ParentType, ContextType>;
  inApp?: Resolver<ResolversTypes['PreferenceSource'], ParentType, ContextType>;
  slack?: Resolver<ResolversTypes['PreferenceSource'], ParentType, ContextType>;
  webPush?: Resolver<ResolversTypes['PreferenceSource'], ParentType, ContextType>;
  webhook?: Resolver<ResolversTypes['PreferenceSource'], ParentType, ContextType>;
};

export type NotificationSettingsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationSettings'] = ResolversParentTypes['NotificationSettings']> = {
  digestTime?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  locale?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quietHours?: Resolver<Maybe<ResolversTypes['QuietHours']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NotificationSubjectResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationSubject'] = ResolversParentTypes['NotificationSubject']> = {
  __resolveType: TypeResolveFn<'Announcement' | 'Document' | 'Task', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PresenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Presence'] = ResolversParentTypes['Presence']> = {
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PresenceState'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type PresenceEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PresenceEvent'] = ResolversParentTypes['PresenceEvent']> = {
  present?: Resolver<Array<ResolversTypes['Presence']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  deadLetters?: Resolver<ResolversTypes['DeliveryConnection'], ParentType, ContextType, Partial<QueryDeadLettersArgs>>;
  deliveries?: Resolver<ResolversTypes['DeliveryConnection'], ParentType, ContextType, Partial<QueryDeliveriesArgs>>;
  mutes?: Resolver<ResolversTypes['MuteConnection'], ParentType, ContextType, Partial<QueryMutesArgs>>;
  notificationDefaults?: Resolver<Array<ResolversTypes['NotificationDefault']>, ParentType, ContextType>;
  notificationEndpoints?: Resolver<Array<ResolversTypes['NotificationEndpoint']>, ParentType, ContextType, RequireFields<QueryNotificationEndpointsArgs, 'owner'>>;
  notificationGroups?: Resolver<ResolversTypes['NotificationGroupConnection'], ParentType, ContextType, Partial<QueryNotificationGroupsArgs>>;
  notificationPreferences?: Resolver<Array<ResolversTypes['NotificationPreference']>, ParentType, ContextType>;
  notificationSettings?: Resolver<ResolversTypes['NotificationSettings'], ParentType, ContextType>;
  notifications?: Resolver<ResolversTypes['NotificationConnection'], ParentType, ContextType, Partial<QueryNotificationsArgs>>;
  scheduledAnnouncements?: Resolver<ResolversTypes['AnnouncementConnection'], ParentType, ContextType, Partial<QueryScheduledAnnouncementsArgs>>;
  watches?: Resolver<ResolversTypes['WatchConnection'], ParentType, ContextType, Partial<QueryWatchesArgs>>;
  webPushPublicKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QuietHoursResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuietHours'] = ResolversParentTypes['QuietHours']> = {
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReplayDeliveriesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReplayDeliveriesPayload'] = ResolversParentTypes['ReplayDeliveriesPayload']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ResetNotificationDefaultPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResetNotificationDefaultPayload'] = ResolversParentTypes['ResetNotificationDefaultPayload']> = {
  default?: Resolver<ResolversTypes['NotificationDefault'], ParentType, ContextType>;
};

export type ResetNotificationPreferencePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResetNotificationPreferencePayload'] = ResolversParentTypes['ResetNotificationPreferencePayload']> = {
  preference?: Resolver<ResolversTypes['NotificationPreference'], ParentType, ContextType>;
};

export type RetryDeliveriesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetryDeliveriesPayload'] = ResolversParentTypes['RetryDeliveriesPayload']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  hasMore?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RotateEndpointSecretPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RotateEndpointSecretPayload'] = ResolversParentTypes['RotateEndpointSecretPayload']> = {
  endpoint?: Resolver<ResolversTypes['NotificationEndpoint'], ParentType, ContextType>;
  signingSecret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SnoozeNotificationsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SnoozeNotificationsPayload'] = ResolversParentTypes['SnoozeNotificationsPayload']> = {
  notifications?: Resolver<Array<ResolversTypes['Notification']>, ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  notificationReceived?: SubscriptionResolver<ResolversTypes['NotificationEvent'], "notificationReceived", ParentType, ContextType, Partial<SubscriptionNotificationReceivedArgs>>;
  presence?: SubscriptionResolver<ResolversTypes['PresenceEvent'], "presence", ParentType, ContextType, RequireFields<SubscriptionPresenceArgs, 'subject'>>;
  unreadCount?: SubscriptionResolver<ResolversTypes['Int'], "unreadCount", ParentType, ContextType>;
};

export type TaskResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Task'] = ResolversParentTypes['Task'], FederationReferenceType extends FederationReferenceTypes['Task'] = FederationReferenceTypes['Task']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Task']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isMuted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isWatched?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TestEndpointPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TestEndpointPayload'] = ResolversParentTypes['TestEndpointPayload']> = {
  messageId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UnarchiveNotificationsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnarchiveNotificationsPayload'] = ResolversParentTypes['UnarchiveNotificationsPayload']> = {
  notifications?: Resolver<Array<ResolversTypes['Notification']>, ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UnmuteSubjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnmuteSubjectPayload'] = ResolversParentTypes['UnmuteSubjectPayload']> = {
  wasMuted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type UnsnoozeNotificationsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnsnoozeNotificationsPayload'] = ResolversParentTypes['UnsnoozeNotificationsPayload']> = {
  notifications?: Resolver<Array<ResolversTypes['Notification']>, ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UnwatchPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnwatchPayload'] = ResolversParentTypes['UnwatchPayload']> = {
  wasWatched?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type UpdateEndpointPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateEndpointPayload'] = ResolversParentTypes['UpdateEndpointPayload']> = {
  endpoint?: Resolver<ResolversTypes['NotificationEndpoint'], ParentType, ContextType>;
};

export type UpdateNotificationDefaultPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateNotificationDefaultPayload'] = ResolversParentTypes['UpdateNotificationDefaultPayload']> = {
  default?: Resolver<ResolversTypes['NotificationDefault'], ParentType, ContextType>;
};

export type UpdateNotificationPreferencePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateNotificationPreferencePayload'] = ResolversParentTypes['UpdateNotificationPreferencePayload']> = {
  preference?: Resolver<ResolversTypes['NotificationPreference'], ParentType, ContextType>;
};

export type UpdateNotificationSettingsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateNotificationSettingsPayload'] = ResolversParentTypes['UpdateNotificationSettingsPayload']> = {
  settings?: Resolver<ResolversTypes['NotificationSettings'], ParentType, ContextType>;
};

export type UpdatePresencePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdatePresencePayload'] = ResolversParentTypes['UpdatePresencePayload']> = {
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type WatchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Watch'] = ResolversParentTypes['Watch']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['NotificationSubject']>, ParentType, ContextType>;
};

export type WatchConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WatchConnection'] = ResolversParentTypes['WatchConnection']> = {
  edges?: Resolver<Array<ResolversTypes['WatchEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WatchEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WatchEdge'] = ResolversParentTypes['WatchEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Watch'], ParentType, ContextType>;
};

export type WatchPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WatchPayload'] = ResolversParentTypes['WatchPayload']> = {
  watch?: Resolver<ResolversTypes['Watch'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AnnouncePayload?: AnnouncePayloadResolvers<ContextType>;
  Announcement?: AnnouncementResolvers<ContextType>;
  AnnouncementConnection?: AnnouncementConnectionResolvers<ContextType>;
  AnnouncementEdge?: AnnouncementEdgeResolvers<ContextType>;
  ArchiveNotificationsPayload?: ArchiveNotificationsPayloadResolvers<ContextType>;
  CancelAnnouncementPayload?: CancelAnnouncementPayloadResolvers<ContextType>;
  CancelDeliveriesPayload?: CancelDeliveriesPayloadResolvers<ContextType>;
  CreateEndpointPayload?: CreateEndpointPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteEndpointPayload?: DeleteEndpointPayloadResolvers<ContextType>;
  Delivery?: DeliveryResolvers<ContextType>;
  DeliveryAttempt?: DeliveryAttemptResolvers<ContextType>;
  DeliveryConnection?: DeliveryConnectionResolvers<ContextType>;
  DeliveryEdge?: DeliveryEdgeResolvers<ContextType>;
  DeliveryNotice?: DeliveryNoticeResolvers<ContextType>;
  Document?: DocumentResolvers<ContextType>;
  DropDeliveriesPayload?: DropDeliveriesPayloadResolvers<ContextType>;
  EndpointSigningKey?: EndpointSigningKeyResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  MarkAllNotificationsReadPayload?: MarkAllNotificationsReadPayloadResolvers<ContextType>;
  MarkNotificationsReadPayload?: MarkNotificationsReadPayloadResolvers<ContextType>;
  MarkNotificationsSeenPayload?: MarkNotificationsSeenPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Mute?: MuteResolvers<ContextType>;
  MuteConnection?: MuteConnectionResolvers<ContextType>;
  MuteEdge?: MuteEdgeResolvers<ContextType>;
  MuteSubjectPayload?: MuteSubjectPayloadResolvers<ContextType>;
  Notification?: NotificationResolvers<ContextType>;
  NotificationConnection?: NotificationConnectionResolvers<ContextType>;
  NotificationDefault?: NotificationDefaultResolvers<ContextType>;
  NotificationEdge?: NotificationEdgeResolvers<ContextType>;
  NotificationEndpoint?: NotificationEndpointResolvers<ContextType>;
  NotificationEvent?: NotificationEventResolvers<ContextType>;
  NotificationGroup?: NotificationGroupResolvers<ContextType>;
  NotificationGroupConnection?: NotificationGroupConnectionResolvers<ContextType>;
  NotificationGroupEdge?: NotificationGroupEdgeResolvers<ContextType>;
  NotificationPreference?: NotificationPreferenceResolvers<ContextType>;
  NotificationPreferenceSources?: NotificationPreferenceSourcesResolvers<ContextType>;
  NotificationSettings?: NotificationSettingsResolvers<ContextType>;
  NotificationSubject?: NotificationSubjectResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Presence?: PresenceResolvers<ContextType>;
  PresenceEvent?: PresenceEventResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  QuietHours?: QuietHoursResolvers<ContextType>;
  ReplayDeliveriesPayload?: ReplayDeliveriesPayloadResolvers<ContextType>;
  ResetNotificationDefaultPayload?: ResetNotificationDefaultPayloadResolvers<ContextType>;
  ResetNotificationPreferencePayload?: ResetNotificationPreferencePayloadResolvers<ContextType>;
  RetryDeliveriesPayload?: RetryDeliveriesPayloadResolvers<ContextType>;
  RotateEndpointSecretPayload?: RotateEndpointSecretPayloadResolvers<ContextType>;
  SnoozeNotificationsPayload?: SnoozeNotificationsPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Task?: TaskResolvers<ContextType>;
  TestEndpointPayload?: TestEndpointPayloadResolvers<ContextType>;
  UnarchiveNotificationsPayload?: UnarchiveNotificationsPayloadResolvers<ContextType>;
  UnmuteSubjectPayload?: UnmuteSubjectPayloadResolvers<ContextType>;
  UnsnoozeNotificationsPayload?: UnsnoozeNotificationsPayloadResolvers<ContextType>;
  UnwatchPayload?: UnwatchPayloadResolvers<ContextType>;
  UpdateEndpointPayload?: UpdateEndpointPayloadResolvers<ContextType>;
  UpdateNotificationDefaultPayload?: UpdateNotificationDefaultPayloadResolvers<ContextType>;
  UpdateNotificationPreferencePayload?: UpdateNotificationPreferencePayloadResolvers<ContextType>;
  UpdateNotificationSettingsPayload?: UpdateNotificationSettingsPayloadResolvers<ContextType>;
  UpdatePresencePayload?: UpdatePresencePayloadResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  Watch?: WatchResolvers<ContextType>;
  WatchConnection?: WatchConnectionResolvers<ContextType>;
  WatchEdge?: WatchEdgeResolvers<ContextType>;
  WatchPayload?: WatchPayloadResolvers<ContextType>;
};

