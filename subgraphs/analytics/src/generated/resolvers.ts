// Written by `pnpm codegen` from the SDL: change that instead.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { MetricConnection as MetricConnectionMapper, MetricSeries as MetricSeriesMapper, TrackEventsPayload as TrackEventsPayloadMapper } from '../mappers.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
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

/** Something that happened. */
export type EventInput = {
  /** When it happened: now unless told, at most a day ahead and ten years back. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** At most 200 characters. A second event of the organization with the same key is accepted and not counted again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The metric that it counts for: 1 to 200 of letters, digits, `_`, `.` and `-`, such as `checkout.completed`. */
  name: Scalars['String']['input'];
  /** An object of at most 8 KiB, kept with the event. */
  properties?: InputMaybe<Scalars['JSON']['input']>;
  /** What the metric's sum adds up, at most 1e100. An event without a value is counted and adds nothing. */
  value?: InputMaybe<Scalars['Float']['input']>;
};

/** A name under which events were tracked. */
export type Metric = {
  __typename?: 'Metric';
  /** How many events there are. */
  count: Scalars['Int']['output'];
  /** The name. */
  name: Scalars['String']['output'];
  /** The sum of their values. */
  sum: Scalars['Float']['output'];
};

/** A page of metrics. */
export type MetricConnection = {
  __typename?: 'MetricConnection';
  /** The metrics of this page, each with its cursor. */
  edges: Array<MetricEdge>;
  /** Where this page stands. */
  pageInfo: PageInfo;
};

/** A metric in a list. */
export type MetricEdge = {
  __typename?: 'MetricEdge';
  /** Send it as `after` for what follows. */
  cursor: Scalars['String']['output'];
  /** The metric. */
  node: Metric;
};

/** The length of a series' points, aligned to UTC. */
export type MetricInterval =
  /** 24 hours, from midnight UTC. */
  | 'DAY'
  /** 60 minutes. */
  | 'HOUR'
  /** 60 seconds. */
  | 'MINUTE';

/** One interval of a series. */
export type MetricPoint = {
  __typename?: 'MetricPoint';
  /** Where the interval begins. */
  at: Scalars['DateTime']['output'];
  /** How many events. */
  count: Scalars['Int']['output'];
  /** The sum of their values. */
  sum: Scalars['Float']['output'];
};

/** A metric over time. */
export type MetricSeries = {
  __typename?: 'MetricSeries';
  /** The length of each point. */
  interval: MetricInterval;
  /** The events' name. */
  metric: Scalars['String']['output'];
  /** Every interval that the range touches, oldest first, empty ones with zeros. Only events inside of the range count. */
  points: Array<MetricPoint>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Stores events, at most 1,000 at once. Each is judged alone: what is wrong with one does not keep the others out. */
  trackEvents: TrackEventsPayload;
};


export type MutationTrackEventsArgs = {
  input: TrackEventsInput;
};

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
   * A metric over time: how many events and the sum of their values in each minute, hour or day (UTC) of a range. Prism's own
   * events are metrics too, such as `task.created` or `document.ready`.
   */
  metricSeries: MetricSeries;
  /** The organization's metrics, by name. */
  metrics: MetricConnection;
};


export type QueryMetricSeriesArgs = {
  from: Scalars['DateTime']['input'];
  interval: MetricInterval;
  metric: Scalars['String']['input'];
  to: Scalars['DateTime']['input'];
};


export type QueryMetricsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** An event that was not stored. */
export type RejectedEvent = {
  __typename?: 'RejectedEvent';
  /** Its place in the input, from 0. */
  index: Scalars['Int']['output'];
  /** What is wrong with it. */
  message: Scalars['String']['output'];
};

/** Events to be stored. */
export type TrackEventsInput = {
  /** At most 1,000. */
  events: Array<EventInput>;
};

/** What became of the events. */
export type TrackEventsPayload = {
  __typename?: 'TrackEventsPayload';
  /** How many are stored now, including those that already were by their idempotency key. */
  accepted: Scalars['Int']['output'];
  /** Those that were not stored, and why. */
  rejected: Array<RejectedEvent>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


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





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  EventInput: EventInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Metric: ResolverTypeWrapper<Metric>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  MetricConnection: ResolverTypeWrapper<MetricConnectionMapper>;
  MetricEdge: ResolverTypeWrapper<MetricEdge>;
  MetricInterval: MetricInterval;
  MetricPoint: ResolverTypeWrapper<MetricPoint>;
  MetricSeries: ResolverTypeWrapper<MetricSeriesMapper>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RejectedEvent: ResolverTypeWrapper<RejectedEvent>;
  TrackEventsInput: TrackEventsInput;
  TrackEventsPayload: ResolverTypeWrapper<TrackEventsPayloadMapper>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  EventInput: EventInput;
  String: Scalars['String']['output'];
  Float: Scalars['Float']['output'];
  JSON: Scalars['JSON']['output'];
  Metric: Metric;
  Int: Scalars['Int']['output'];
  MetricConnection: MetricConnectionMapper;
  MetricEdge: MetricEdge;
  MetricPoint: MetricPoint;
  MetricSeries: MetricSeriesMapper;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Query: Record<PropertyKey, never>;
  RejectedEvent: RejectedEvent;
  TrackEventsInput: TrackEventsInput;
  TrackEventsPayload: TrackEventsPayloadMapper;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MetricResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Metric'] = ResolversParentTypes['Metric']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sum?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MetricConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MetricConnection'] = ResolversParentTypes['MetricConnection']> = {
  edges?: Resolver<Array<ResolversTypes['MetricEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MetricEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MetricEdge'] = ResolversParentTypes['MetricEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Metric'], ParentType, ContextType>;
};

export type MetricPointResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MetricPoint'] = ResolversParentTypes['MetricPoint']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sum?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MetricSeriesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MetricSeries'] = ResolversParentTypes['MetricSeries']> = {
  interval?: Resolver<ResolversTypes['MetricInterval'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  points?: Resolver<Array<ResolversTypes['MetricPoint']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  trackEvents?: Resolver<ResolversTypes['TrackEventsPayload'], ParentType, ContextType, RequireFields<MutationTrackEventsArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  metricSeries?: Resolver<ResolversTypes['MetricSeries'], ParentType, ContextType, RequireFields<QueryMetricSeriesArgs, 'from' | 'interval' | 'metric' | 'to'>>;
  metrics?: Resolver<ResolversTypes['MetricConnection'], ParentType, ContextType, Partial<QueryMetricsArgs>>;
};

export type RejectedEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RejectedEvent'] = ResolversParentTypes['RejectedEvent']> = {
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TrackEventsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TrackEventsPayload'] = ResolversParentTypes['TrackEventsPayload']> = {
  accepted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rejected?: Resolver<Array<ResolversTypes['RejectedEvent']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  DateTime?: GraphQLScalarType;
  JSON?: GraphQLScalarType;
  Metric?: MetricResolvers<ContextType>;
  MetricConnection?: MetricConnectionResolvers<ContextType>;
  MetricEdge?: MetricEdgeResolvers<ContextType>;
  MetricPoint?: MetricPointResolvers<ContextType>;
  MetricSeries?: MetricSeriesResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RejectedEvent?: RejectedEventResolvers<ContextType>;
  TrackEventsPayload?: TrackEventsPayloadResolvers<ContextType>;
};

