// Written by `pnpm codegen` from the SDL: change that instead.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Announcement as AnnouncementMapper, Notification as NotificationMapper, NotificationConnection as NotificationConnectionMapper, NotificationEdge as NotificationEdgeMapper, NotificationEvent as NotificationEventMapper, NotificationSubject as NotificationSubjectMapper, User as UserMapper } from '../mappers.ts';
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
   * At most 200 characters of your choice. The same key again returns the same announcement and tells nobody twice; with a
   * different input it is a CONFLICT.
   */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Members of the organization, 1 to 1,000; all members, the sender among them, when absent. NOT_FOUND when one is no member. */
  recipientIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** One line, at most 500 characters. */
  title: Scalars['String']['input'];
  /** Whether it should not wait. */
  urgent?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The result of announcing. */
export type AnnouncePayload = {
  __typename?: 'AnnouncePayload';
  /** The announcement. */
  announcement: Announcement;
};

/** Something that was said to many at once. Visible to those it was sent to and to those who may announce. */
export type Announcement = {
  __typename?: 'Announcement';
  /** The text, if there is any. */
  body?: Maybe<Scalars['String']['output']>;
  /** When it was published. */
  createdAt: Scalars['DateTime']['output'];
  /** Who published it; null when an API key did, or the person is gone. */
  createdBy?: Maybe<User>;
  /** Identifies the announcement. */
  id: Scalars['ID']['output'];
  /** How many people it was addressed to when it was published. */
  recipientCount: Scalars['Int']['output'];
  /** One line. */
  title: Scalars['String']['output'];
  /** Whether it should not wait. */
  urgent: Scalars['Boolean']['output'];
};

/** A document, owned by the knowledge subgraph. */
export type Document = {
  __typename?: 'Document';
  /** Identifies the document. */
  id: Scalars['ID']['output'];
};

/** The result of marking notifications as read. */
export type MarkNotificationsReadPayload = {
  __typename?: 'MarkNotificationsReadPayload';
  /** Those of the ids that are in the inbox, all read now, newest first. */
  notifications: Array<Notification>;
  /** How many notifications of the whole inbox are still unread. */
  unreadCount: Scalars['Int']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Tells all members of the organization something, or those that `recipientIds` names. */
  announce: AnnouncePayload;
  /**
   * Marks notifications of the caller's inbox as read. An id that is not in it, whoever it may belong to, is ignored, and so is
   * one that was read before: the call can be repeated. At most 1,000 ids.
   */
  markNotificationsRead: MarkNotificationsReadPayload;
  /** Turns channels on or off for one kind; what is left out stays as it is. Holds for what happens from now on. People only. */
  updateNotificationPreference: UpdateNotificationPreferencePayload;
};


export type MutationAnnounceArgs = {
  input: AnnounceInput;
};


export type MutationMarkNotificationsReadArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type MutationUpdateNotificationPreferenceArgs = {
  input: UpdateNotificationPreferenceInput;
};

/** Something that happened and concerns one person. */
export type Notification = {
  __typename?: 'Notification';
  /** Who did it; null when an API key or Prism itself did, or the person is gone. */
  actor?: Maybe<User>;
  /** More text, if there is any. */
  body?: Maybe<Scalars['String']['output']>;
  /** When it happened. */
  createdAt: Scalars['DateTime']['output'];
  /** Identifies the notification. */
  id: Scalars['ID']['output'];
  /**
   * TASK_ASSIGNED, TASK_MENTIONED, TASK_FINISHED, DOCUMENT_READY, DOCUMENT_FAILED or ANNOUNCEMENT. More kinds may come: show
   * title and body of one that you do not know.
   */
  kind: Scalars['String']['output'];
  /** When it was marked as read; null while it is unread. */
  readAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it is about; null when that is nothing or has been deleted. */
  subject?: Maybe<NotificationSubject>;
  /** One line for a person to read. */
  title: Scalars['String']['output'];
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
  /** How many notifications of the whole inbox are unread. */
  unreadCount: Scalars['Int']['output'];
};

/** A notification and its place in the inbox. */
export type NotificationEdge = {
  __typename?: 'NotificationEdge';
  /** The notification's place: `after` of the next page, or of `notificationReceived`. */
  cursor: Scalars['String']['output'];
  /** The notification. */
  node: Notification;
};

/** A notification as it arrives. */
export type NotificationEvent = {
  __typename?: 'NotificationEvent';
  /** The notification's place: send the last one as `after` to resume. */
  cursor: Scalars['String']['output'];
  /** The notification. */
  notification: Notification;
};

/** By which channels a person hears of one kind of notification. */
export type NotificationPreference = {
  __typename?: 'NotificationPreference';
  /** Whether it is sent by email. */
  email: Scalars['Boolean']['output'];
  /** Whether it reaches the inbox and `notificationReceived`. */
  inApp: Scalars['Boolean']['output'];
  /** The kind, as in `Notification.kind`. */
  kind: Scalars['String']['output'];
  /** Whether it is sent to the person's webhook. */
  webhook: Scalars['Boolean']['output'];
};

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

export type Query = {
  __typename?: 'Query';
  /**
   * By which channels the caller hears of each kind of notification in this organization: every kind, also where nothing was
   * chosen yet. People only.
   */
  notificationPreferences: Array<NotificationPreference>;
  /** The caller's inbox in this organization, newest first. People only: an API key has no inbox (FORBIDDEN). */
  notifications: NotificationConnection;
};


export type QueryNotificationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  unreadOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type Subscription = {
  __typename?: 'Subscription';
  /**
   * Every notification of the caller in this organization, oldest first, each once and without a gap. With `after`, what came
   * after that cursor is replayed first, then it goes live; without, it starts at the moment when the subscription is accepted.
   * To resume after a lost connection, send the last cursor that was received.
   */
  notificationReceived: NotificationEvent;
};


export type SubscriptionNotificationReceivedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A task, owned by the tasks subgraph. */
export type Task = {
  __typename?: 'Task';
  /** Identifies the task. */
  id: Scalars['ID']['output'];
};

/** A kind and, per channel, on or off. */
export type UpdateNotificationPreferenceInput = {
  /** Email. */
  email?: InputMaybe<Scalars['Boolean']['input']>;
  /** Inbox and live. */
  inApp?: InputMaybe<Scalars['Boolean']['input']>;
  /** The kind, as in `Notification.kind`. */
  kind: Scalars['String']['input'];
  /** Webhook. */
  webhook?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The result of changing a preference. */
export type UpdateNotificationPreferencePayload = {
  __typename?: 'UpdateNotificationPreferencePayload';
  /** The preference as it is now. */
  preference: NotificationPreference;
};

/** A person, owned by the organizations subgraph. */
export type User = {
  __typename?: 'User';
  /** Identifies the person. */
  id: Scalars['ID']['output'];
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
  Notification: Notification;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Announcement:
    ( { __typename: 'Announcement' }
    & GraphQLRecursivePick<FederationTypes['Announcement'], {"id":true}> );
  Notification:
    ( { __typename: 'Notification' }
    & GraphQLRecursivePick<FederationTypes['Notification'], {"id":true}> );
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
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Document: ResolverTypeWrapper<Document>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  MarkNotificationsReadPayload: ResolverTypeWrapper<Omit<MarkNotificationsReadPayload, 'notifications'> & { notifications: Array<ResolversTypes['Notification']> }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Notification: ResolverTypeWrapper<NotificationMapper>;
  NotificationConnection: ResolverTypeWrapper<NotificationConnectionMapper>;
  NotificationEdge: ResolverTypeWrapper<NotificationEdgeMapper>;
  NotificationEvent: ResolverTypeWrapper<NotificationEventMapper>;
  NotificationPreference: ResolverTypeWrapper<NotificationPreference>;
  NotificationSubject: ResolverTypeWrapper<NotificationSubjectMapper>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Task: ResolverTypeWrapper<Task>;
  UpdateNotificationPreferenceInput: UpdateNotificationPreferenceInput;
  UpdateNotificationPreferencePayload: ResolverTypeWrapper<UpdateNotificationPreferencePayload>;
  User: ResolverTypeWrapper<UserMapper>;
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
  DateTime: Scalars['DateTime']['output'];
  Document: Document;
  JSON: Scalars['JSON']['output'];
  MarkNotificationsReadPayload: Omit<MarkNotificationsReadPayload, 'notifications'> & { notifications: Array<ResolversParentTypes['Notification']> };
  Mutation: Record<PropertyKey, never>;
  Notification: NotificationMapper;
  NotificationConnection: NotificationConnectionMapper;
  NotificationEdge: NotificationEdgeMapper;
  NotificationEvent: NotificationEventMapper;
  NotificationPreference: NotificationPreference;
  NotificationSubject: NotificationSubjectMapper;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  Subscription: Record<PropertyKey, never>;
  Task: Task;
  UpdateNotificationPreferenceInput: UpdateNotificationPreferenceInput;
  UpdateNotificationPreferencePayload: UpdateNotificationPreferencePayload;
  User: UserMapper;
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
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  urgent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Document'] = ResolversParentTypes['Document']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MarkNotificationsReadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MarkNotificationsReadPayload'] = ResolversParentTypes['MarkNotificationsReadPayload']> = {
  notifications?: Resolver<Array<ResolversTypes['Notification']>, ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  announce?: Resolver<ResolversTypes['AnnouncePayload'], ParentType, ContextType, RequireFields<MutationAnnounceArgs, 'input'>>;
  markNotificationsRead?: Resolver<ResolversTypes['MarkNotificationsReadPayload'], ParentType, ContextType, RequireFields<MutationMarkNotificationsReadArgs, 'ids'>>;
  updateNotificationPreference?: Resolver<ResolversTypes['UpdateNotificationPreferencePayload'], ParentType, ContextType, RequireFields<MutationUpdateNotificationPreferenceArgs, 'input'>>;
};

export type NotificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Notification'] = ResolversParentTypes['Notification'], FederationReferenceType extends FederationReferenceTypes['Notification'] = FederationReferenceTypes['Notification']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Notification']> | FederationReferenceType, FederationReferenceType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  body?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  readAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['NotificationSubject']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NotificationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationConnection'] = ResolversParentTypes['NotificationConnection']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['NotificationEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type NotificationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationEdge'] = ResolversParentTypes['NotificationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Notification'], ParentType, ContextType>;
};

export type NotificationEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationEvent'] = ResolversParentTypes['NotificationEvent']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notification?: Resolver<ResolversTypes['Notification'], ParentType, ContextType>;
};

export type NotificationPreferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationPreference'] = ResolversParentTypes['NotificationPreference']> = {
  email?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  inApp?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  webhook?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type NotificationSubjectResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationSubject'] = ResolversParentTypes['NotificationSubject']> = {
  __resolveType: TypeResolveFn<'Announcement' | 'Document' | 'Task', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  notificationPreferences?: Resolver<Array<ResolversTypes['NotificationPreference']>, ParentType, ContextType>;
  notifications?: Resolver<ResolversTypes['NotificationConnection'], ParentType, ContextType, Partial<QueryNotificationsArgs>>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  notificationReceived?: SubscriptionResolver<ResolversTypes['NotificationEvent'], "notificationReceived", ParentType, ContextType, Partial<SubscriptionNotificationReceivedArgs>>;
};

export type TaskResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Task'] = ResolversParentTypes['Task']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateNotificationPreferencePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateNotificationPreferencePayload'] = ResolversParentTypes['UpdateNotificationPreferencePayload']> = {
  preference?: Resolver<ResolversTypes['NotificationPreference'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AnnouncePayload?: AnnouncePayloadResolvers<ContextType>;
  Announcement?: AnnouncementResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Document?: DocumentResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  MarkNotificationsReadPayload?: MarkNotificationsReadPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Notification?: NotificationResolvers<ContextType>;
  NotificationConnection?: NotificationConnectionResolvers<ContextType>;
  NotificationEdge?: NotificationEdgeResolvers<ContextType>;
  NotificationEvent?: NotificationEventResolvers<ContextType>;
  NotificationPreference?: NotificationPreferenceResolvers<ContextType>;
  NotificationSubject?: NotificationSubjectResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Task?: TaskResolvers<ContextType>;
  UpdateNotificationPreferencePayload?: UpdateNotificationPreferencePayloadResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
};

