// Written by `pnpm codegen` from the SDL: change that instead.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Task as TaskMapper, TaskChange as TaskChangeMapper, TaskConnection as TaskConnectionMapper, User as UserMapper, Document as DocumentMapper } from '../mappers.ts';
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

/** What a new task is. */
export type CreateTaskInput = {
  /** A member of the organization. */
  assigneeId?: InputMaybe<Scalars['ID']['input']>;
  /** At most 50,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Documents of the organization, at most 50. Duplicates count once. */
  documentIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** When it should be done. */
  dueAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** MEDIUM unless told. */
  priority?: InputMaybe<TaskPriority>;
  /** 1 to 500 characters. */
  title: Scalars['String']['input'];
};

/** The created task. */
export type CreateTaskPayload = {
  __typename?: 'CreateTaskPayload';
  /** As it is now. */
  task: Task;
};

/** The deleted task. */
export type DeleteTaskPayload = {
  __typename?: 'DeleteTaskPayload';
  /** Its id, which names nothing any more. */
  deletedId: Scalars['ID']['output'];
};

/** A document; owned by the knowledge subgraph. */
export type Document = {
  __typename?: 'Document';
  /** The document's id. */
  id: Scalars['ID']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Creates an OPEN task. A given assignee must be a member, given documents must exist, else NOT_FOUND. */
  createTask: CreateTaskPayload;
  /** Deletes a task for good. Its documents stay. NOT_FOUND when there is none with this id. */
  deleteTask: DeleteTaskPayload;
  /** Changes what the input names and leaves the rest. NOT_FOUND when the task, the new assignee or a document does not exist. */
  updateTask: UpdateTaskPayload;
};


export type MutationCreateTaskArgs = {
  input: CreateTaskInput;
};


export type MutationDeleteTaskArgs = {
  id: Scalars['ID']['input'];
};


export type MutationUpdateTaskArgs = {
  input: UpdateTaskInput;
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
  /** One task of the organization. NOT_FOUND when there is none with this id. */
  task: Task;
  /**
   * The end of the organization's task changes at this moment. Take it before you load tasks and send it to `taskChanged` as `after`:
   * then no change is missed in between.
   */
  taskChangeCursor: Scalars['String']['output'];
  /** The organization's tasks, newest first. */
  tasks: TaskConnection;
};


export type QueryTaskArgs = {
  id: Scalars['ID']['input'];
};


export type QueryTasksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TaskFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type Subscription = {
  __typename?: 'Subscription';
  /**
   * Every change of a task of the organization in the order of the commits, each once and without a gap. With `after`, what came
   * after that cursor is replayed first, then it goes live; without, it starts at the moment when the subscription is accepted.
   * To resume after a lost connection, send the last cursor that was received.
   */
  taskChanged: TaskChange;
};


export type SubscriptionTaskChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TaskChangeFilter>;
};

/** Something to be done, by one person or by nobody yet. */
export type Task = {
  __typename?: 'Task';
  /** Who does it. Null when nobody does, or when the person has left the organization. */
  assignee?: Maybe<User>;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** Who created it. Null when an API key did, or when the person has left the organization. */
  createdBy?: Maybe<User>;
  /**
   * The details, as Markdown. Members mentioned as `@handle` are notified: `@` and their email address, what stands in it before the `@`,
   * or their display name without spaces, in upper or lower case. Ada Lovelace, ada@example.com, is `@ada`, `@AdaLovelace`,
   * `@Ada Lovelace` and `@ada@example.com`.
   */
  description?: Maybe<Scalars['String']['output']>;
  /** What it is about, in the order given. An entry is null when its document was deleted. */
  documents: Array<Maybe<Document>>;
  /** When it should be done. */
  dueAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it became DONE. Null while it is not. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The task's id. */
  id: Scalars['ID']['output'];
  /** How much it matters. */
  priority: TaskPriority;
  /** How far it is. */
  status: TaskStatus;
  /** What is to be done, in a line. */
  title: Scalars['String']['output'];
  /** When it was last updated. */
  updatedAt: Scalars['DateTime']['output'];
};

/** Something that was done to a task. */
export type TaskChange = {
  __typename?: 'TaskChange';
  /** Who did it. Null when an API key or Prism itself did, or when the person has left the organization. */
  actor?: Maybe<User>;
  /** What was done. */
  change: TaskChangeKind;
  /** When it was done. */
  changedAt: Scalars['DateTime']['output'];
  /** The change's place: send the last one as `after` to resume. */
  cursor: Scalars['String']['output'];
  /** The task as it is when this is sent, which may be later than the change. Null when it is gone. */
  task?: Maybe<Task>;
  /** The task's id, also when it is gone. */
  taskId: Scalars['ID']['output'];
};

/** Conditions of task changes: all that are given must hold. A condition that is null is none. */
export type TaskChangeFilter = {
  /** Assigned to this person. */
  assigneeId?: InputMaybe<Scalars['ID']['input']>;
  /** Created by this person. */
  createdById?: InputMaybe<Scalars['ID']['input']>;
  /** One of these. */
  priority?: InputMaybe<Array<TaskPriority>>;
  /** In one of these. */
  status?: InputMaybe<Array<TaskStatus>>;
  /** One of these, at most 20. */
  taskId?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Assigned to nobody (true) or to somebody (false). */
  unassigned?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What was done to a task. */
export type TaskChangeKind =
  /** It was created. */
  | 'CREATED'
  /** It was deleted. */
  | 'DELETED'
  /** It became DONE. */
  | 'FINISHED'
  /** Something about it was changed. */
  | 'UPDATED';

/** A page of tasks. */
export type TaskConnection = {
  __typename?: 'TaskConnection';
  /** The tasks of this page, each with its cursor. */
  edges: Array<TaskEdge>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many tasks the whole list has. Counted only when selected. */
  totalCount: Scalars['Int']['output'];
};

/** A task in a list. */
export type TaskEdge = {
  __typename?: 'TaskEdge';
  /** Send it as `after` for what follows. */
  cursor: Scalars['String']['output'];
  /** The task. */
  node: Task;
};

/** Conditions of a list of tasks: all that are given must hold. A condition that is null is none. */
export type TaskFilter = {
  /** Assigned to this person. */
  assigneeId?: InputMaybe<Scalars['ID']['input']>;
  /** Created by this person. */
  createdById?: InputMaybe<Scalars['ID']['input']>;
  /** Due before this instant. */
  dueBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** One of these. */
  priority?: InputMaybe<Array<TaskPriority>>;
  /** One of these. */
  status?: InputMaybe<Array<TaskStatus>>;
  /** Title or description contain this text, in upper or lower case. At most 200 characters. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** Assigned to nobody (true) or to somebody (false). */
  unassigned?: InputMaybe<Scalars['Boolean']['input']>;
};

/** How much a task matters. */
export type TaskPriority =
  /** Before the others. */
  | 'HIGH'
  /** When there is time. */
  | 'LOW'
  /** As usual. */
  | 'MEDIUM'
  /** At once. */
  | 'URGENT';

/** How far a task is. */
export type TaskStatus =
  /** Waiting for something else. */
  | 'BLOCKED'
  /** Given up. */
  | 'CANCELLED'
  /** Finished. */
  | 'DONE'
  /** Being worked on. */
  | 'IN_PROGRESS'
  /** Not begun. */
  | 'OPEN';

/** What shall change: a field that is left out stays as it is. */
export type UpdateTaskInput = {
  /** A member of the organization. Null unassigns. */
  assigneeId?: InputMaybe<Scalars['ID']['input']>;
  /** At most 50,000 characters. Null clears it. People mentioned for the first time are notified. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** The documents it is about from now on, at most 50. */
  documentIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** When it should be done. Null clears it. */
  dueAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The task. */
  id: Scalars['ID']['input'];
  /** The new priority. */
  priority?: InputMaybe<TaskPriority>;
  /** The new status. */
  status?: InputMaybe<TaskStatus>;
  /** 1 to 500 characters. */
  title?: InputMaybe<Scalars['String']['input']>;
};

/** The changed task. */
export type UpdateTaskPayload = {
  __typename?: 'UpdateTaskPayload';
  /** As it is now. */
  task: Task;
};

/** A person; owned by the organizations subgraph, which this one tells of their work. */
export type User = {
  __typename?: 'User';
  /**
   * The tasks of the current organization that are assigned to this person, newest first. FORBIDDEN when the request names no
   * organization.
   */
  assignedTasks: TaskConnection;
  /** The person's id. */
  id: Scalars['ID']['output'];
};


/** A person; owned by the organizations subgraph, which this one tells of their work. */
export type UserAssignedTasksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<Array<TaskStatus>>;
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
  Task: Task;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Task:
    ( { __typename: 'Task' }
    & GraphQLRecursivePick<FederationTypes['Task'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CreateTaskInput: CreateTaskInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  CreateTaskPayload: ResolverTypeWrapper<Omit<CreateTaskPayload, 'task'> & { task: ResolversTypes['Task'] }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteTaskPayload: ResolverTypeWrapper<DeleteTaskPayload>;
  Document: ResolverTypeWrapper<DocumentMapper>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Task: ResolverTypeWrapper<TaskMapper>;
  TaskChange: ResolverTypeWrapper<TaskChangeMapper>;
  TaskChangeFilter: TaskChangeFilter;
  TaskChangeKind: TaskChangeKind;
  TaskConnection: ResolverTypeWrapper<TaskConnectionMapper>;
  TaskEdge: ResolverTypeWrapper<Omit<TaskEdge, 'node'> & { node: ResolversTypes['Task'] }>;
  TaskFilter: TaskFilter;
  TaskPriority: TaskPriority;
  TaskStatus: TaskStatus;
  UpdateTaskInput: UpdateTaskInput;
  UpdateTaskPayload: ResolverTypeWrapper<Omit<UpdateTaskPayload, 'task'> & { task: ResolversTypes['Task'] }>;
  User: ResolverTypeWrapper<UserMapper>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  CreateTaskInput: CreateTaskInput;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  CreateTaskPayload: Omit<CreateTaskPayload, 'task'> & { task: ResolversParentTypes['Task'] };
  DateTime: Scalars['DateTime']['output'];
  DeleteTaskPayload: DeleteTaskPayload;
  Document: DocumentMapper;
  JSON: Scalars['JSON']['output'];
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Query: Record<PropertyKey, never>;
  Int: Scalars['Int']['output'];
  Subscription: Record<PropertyKey, never>;
  Task: TaskMapper;
  TaskChange: TaskChangeMapper;
  TaskChangeFilter: TaskChangeFilter;
  TaskConnection: TaskConnectionMapper;
  TaskEdge: Omit<TaskEdge, 'node'> & { node: ResolversParentTypes['Task'] };
  TaskFilter: TaskFilter;
  UpdateTaskInput: UpdateTaskInput;
  UpdateTaskPayload: Omit<UpdateTaskPayload, 'task'> & { task: ResolversParentTypes['Task'] };
  User: UserMapper;
};

export type CreateTaskPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateTaskPayload'] = ResolversParentTypes['CreateTaskPayload']> = {
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteTaskPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteTaskPayload'] = ResolversParentTypes['DeleteTaskPayload']> = {
  deletedId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type DocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Document'] = ResolversParentTypes['Document']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createTask?: Resolver<ResolversTypes['CreateTaskPayload'], ParentType, ContextType, RequireFields<MutationCreateTaskArgs, 'input'>>;
  deleteTask?: Resolver<ResolversTypes['DeleteTaskPayload'], ParentType, ContextType, RequireFields<MutationDeleteTaskArgs, 'id'>>;
  updateTask?: Resolver<ResolversTypes['UpdateTaskPayload'], ParentType, ContextType, RequireFields<MutationUpdateTaskArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType, RequireFields<QueryTaskArgs, 'id'>>;
  taskChangeCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tasks?: Resolver<ResolversTypes['TaskConnection'], ParentType, ContextType, Partial<QueryTasksArgs>>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  taskChanged?: SubscriptionResolver<ResolversTypes['TaskChange'], "taskChanged", ParentType, ContextType, Partial<SubscriptionTaskChangedArgs>>;
};

export type TaskResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Task'] = ResolversParentTypes['Task'], FederationReferenceType extends FederationReferenceTypes['Task'] = FederationReferenceTypes['Task']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Task']> | FederationReferenceType, FederationReferenceType, ContextType>;
  assignee?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  documents?: Resolver<Array<Maybe<ResolversTypes['Document']>>, ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['TaskPriority'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TaskStatus'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type TaskChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaskChange'] = ResolversParentTypes['TaskChange']> = {
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  change?: Resolver<ResolversTypes['TaskChangeKind'], ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
  taskId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type TaskConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaskConnection'] = ResolversParentTypes['TaskConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TaskEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TaskEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaskEdge'] = ResolversParentTypes['TaskEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
};

export type UpdateTaskPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateTaskPayload'] = ResolversParentTypes['UpdateTaskPayload']> = {
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  assignedTasks?: Resolver<ResolversTypes['TaskConnection'], ParentType, ContextType, Partial<UserAssignedTasksArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  CreateTaskPayload?: CreateTaskPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteTaskPayload?: DeleteTaskPayloadResolvers<ContextType>;
  Document?: DocumentResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Task?: TaskResolvers<ContextType>;
  TaskChange?: TaskChangeResolvers<ContextType>;
  TaskConnection?: TaskConnectionResolvers<ContextType>;
  TaskEdge?: TaskEdgeResolvers<ContextType>;
  UpdateTaskPayload?: UpdateTaskPayloadResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
};

