// Written by `pnpm codegen` from the SDL: change that instead.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Chunk as ChunkMapper, Document as DocumentMapper, KnowledgeAnswer as KnowledgeAnswerMapper, AddDocumentsPayload as AddDocumentsPayloadMapper, ChunkConnection as ChunkConnectionMapper, DocumentConnection as DocumentConnectionMapper, User as UserMapper } from '../mappers.ts';
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

/** One document to add. */
export type AddDocumentInput = {
  /** Its text, at most 1 MiB of UTF-8. */
  content: Scalars['String']['input'];
  /** text/markdown (unless told), text/plain or text/html. */
  contentType?: InputMaybe<Scalars['String']['input']>;
  /** The id that it has where it comes from. The same one again replaces the document; unchanged content embeds nothing. */
  externalId?: InputMaybe<Scalars['String']['input']>;
  /** A JSON object of your own, at most 16 KiB. */
  metadata?: InputMaybe<Scalars['JSON']['input']>;
  /** Its title, at most 500 characters. */
  title: Scalars['String']['input'];
};

/** Documents to add, at most 100. */
export type AddDocumentsInput = {
  /** The documents; no externalId twice. */
  documents: Array<AddDocumentInput>;
};

/** What addDocuments stored. */
export type AddDocumentsPayload = {
  __typename?: 'AddDocumentsPayload';
  /** The documents, in the order of the input. */
  documents: Array<Document>;
};

/** A passage of a document: what is searched, and what answers cite. */
export type Chunk = {
  __typename?: 'Chunk';
  /** The document that it is from. */
  document: Document;
  /** Where it ends, exclusive. */
  endOffset: Scalars['Int']['output'];
  /** The headings above it, outermost first. */
  headingPath: Array<Scalars['String']['output']>;
  /** Prism's id for it. A document that changes gets new ones. */
  id: Scalars['ID']['output'];
  /** Its place among the document's passages, from 0. */
  ordinal: Scalars['Int']['output'];
  /** Where it starts in the document's text, in UTF-16 units (JavaScript's string index). */
  startOffset: Scalars['Int']['output'];
  /** The passage, word for word. */
  text: Scalars['String']['output'];
};

/** A page of passages that a search found. */
export type ChunkConnection = {
  __typename?: 'ChunkConnection';
  /** The passages, best first. */
  edges: Array<ChunkEdge>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A passage with how well it fits. */
export type ChunkEdge = {
  __typename?: 'ChunkEdge';
  /** Send it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** The passage. */
  node: Chunk;
  /** How well it fits. Falls from one edge to the next; comparable within one search only. */
  score: Scalars['Float']['output'];
};

/** Words of a passage that an answer rests on. */
export type Citation = {
  __typename?: 'Citation';
  /** The passage. */
  chunk: Chunk;
  /** The words, exactly as the passage has them. */
  quote: Scalars['String']['output'];
};

/** What deleteDocument removed. */
export type DeleteDocumentPayload = {
  __typename?: 'DeleteDocumentPayload';
  /** The id that no longer names anything. */
  deletedId: Scalars['ID']['output'];
};

/** A text that the organization's searches and answers draw on. */
export type Document = {
  __typename?: 'Document';
  /** How many passages of it are searched. */
  chunkCount: Scalars['Int']['output'];
  /** What the content was declared as. */
  contentType: Scalars['String']['output'];
  /** When it was first added. */
  createdAt: Scalars['DateTime']['output'];
  /** The person who first added it. Null when that was an API key. */
  createdBy?: Maybe<User>;
  /** The id that it has where it comes from. Adding a document with the same one replaces it. */
  externalId?: Maybe<Scalars['String']['output']>;
  /** Why it FAILED, in words for a person. */
  failureReason?: Maybe<Scalars['String']['output']>;
  /** Prism's id for it. */
  id: Scalars['ID']['output'];
  /** The metadata it was added with. */
  metadata?: Maybe<Scalars['JSON']['output']>;
  /** The documents most like this one by their vectors, best first. Empty until it is READY. */
  similar: Array<SimilarDocument>;
  /** Whether searches and answers know it already. */
  status: DocumentStatus;
  /** Its title, searched together with the text. */
  title: Scalars['String']['output'];
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Grows each time its content or title changes. */
  version: Scalars['Int']['output'];
};


/** A text that the organization's searches and answers draw on. */
export type DocumentSimilarArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of documents. */
export type DocumentConnection = {
  __typename?: 'DocumentConnection';
  /** The documents of this page. */
  edges: Array<DocumentEdge>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A document in its place in a list. */
export type DocumentEdge = {
  __typename?: 'DocumentEdge';
  /** Send it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** The document. */
  node: Document;
};

/** Where a document is on its way into search. */
export type DocumentStatus =
  /** It could not be read or embedded; failureReason says why, retryDocument tries again. */
  | 'FAILED'
  /** A worker reads it. */
  | 'INDEXING'
  /** It waits for a worker. */
  | 'PENDING'
  /** Searches and answers draw on it. */
  | 'READY';

/** An answer and what it rests on. */
export type KnowledgeAnswer = {
  __typename?: 'KnowledgeAnswer';
  /** The answer, or that there is none. */
  answer: Scalars['String']['output'];
  /** Whether the documents answer the question. */
  answered: Scalars['Boolean']['output'];
  /** What the answer rests on. Each quote was found word for word in its passage; never empty when answered is true. */
  citations: Array<Citation>;
  /** The model that wrote the answer. */
  model: Scalars['String']['output'];
};

/** The state of an organization's knowledge, in numbers. */
export type KnowledgeStatus = {
  __typename?: 'KnowledgeStatus';
  /** The passages that searches and answers draw on. */
  chunks: Scalars['Int']['output'];
  /** All documents, whatever their status. */
  documents: Scalars['Int']['output'];
  /** Documents that FAILED. */
  failed: Scalars['Int']['output'];
  /** Documents that are PENDING or INDEXING. */
  pending: Scalars['Int']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Adds documents, or replaces those whose externalId is known. All of them or none are stored; they become READY one by one, in
   * the background. Until then the version before stays what searches and answers use.
   */
  addDocuments: AddDocumentsPayload;
  /** Deletes a document and everything that searches and answers know from it. */
  deleteDocument: DeleteDocumentPayload;
  /** Tries a FAILED document again. CONFLICT when it did not fail. */
  retryDocument: RetryDocumentPayload;
};


export type MutationAddDocumentsArgs = {
  input: AddDocumentsInput;
};


export type MutationDeleteDocumentArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRetryDocumentArgs = {
  id: Scalars['ID']['input'];
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
   * Answers a question from the organization's documents, with citations. A question that they do not answer gets exactly that:
   * answered is false. UPSTREAM_UNAVAILABLE when the AI provider does not answer.
   */
  askKnowledge: KnowledgeAnswer;
  /** One document. NOT_FOUND when there is none with this id in the organization. */
  document?: Maybe<Document>;
  /** The organization's documents, newest first. */
  documents: DocumentConnection;
  /** How far the organization's knowledge is: what is there, what is still being read, what failed. */
  knowledgeStatus: KnowledgeStatus;
  /** The passages that fit a query, best first. */
  searchKnowledge: ChunkConnection;
};


export type QueryAskKnowledgeArgs = {
  question: Scalars['String']['input'];
};


export type QueryDocumentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryDocumentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QuerySearchKnowledgeArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  mode?: InputMaybe<SearchMode>;
  query: Scalars['String']['input'];
};

/** What retryDocument started. */
export type RetryDocumentPayload = {
  __typename?: 'RetryDocumentPayload';
  /** The document, PENDING again. */
  document: Document;
};

/** How a search ranks. */
export type SearchMode =
  /** Vectors and keywords, fused. */
  | 'HYBRID'
  /** BM25 over words alone. */
  | 'KEYWORD'
  /** Nearness in meaning alone. */
  | 'VECTOR';

/** A document that is like another. */
export type SimilarDocument = {
  __typename?: 'SimilarDocument';
  /** The other document. */
  document: Document;
  /** How alike: 1 is the same direction, 0 nothing in common. */
  score: Scalars['Float']['output'];
};

/** A person; the organizations subgraph knows them. */
export type User = {
  __typename?: 'User';
  /** Prism's id for the person. */
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
  Chunk: Chunk;
  Document: Document;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Chunk:
    ( { __typename: 'Chunk' }
    & GraphQLRecursivePick<FederationTypes['Chunk'], {"id":true}> );
  Document:
    ( { __typename: 'Document' }
    & GraphQLRecursivePick<FederationTypes['Document'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AddDocumentInput: AddDocumentInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AddDocumentsInput: AddDocumentsInput;
  AddDocumentsPayload: ResolverTypeWrapper<AddDocumentsPayloadMapper>;
  Chunk: ResolverTypeWrapper<ChunkMapper>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ChunkConnection: ResolverTypeWrapper<ChunkConnectionMapper>;
  ChunkEdge: ResolverTypeWrapper<Omit<ChunkEdge, 'node'> & { node: ResolversTypes['Chunk'] }>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Citation: ResolverTypeWrapper<Omit<Citation, 'chunk'> & { chunk: ResolversTypes['Chunk'] }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteDocumentPayload: ResolverTypeWrapper<DeleteDocumentPayload>;
  Document: ResolverTypeWrapper<DocumentMapper>;
  DocumentConnection: ResolverTypeWrapper<DocumentConnectionMapper>;
  DocumentEdge: ResolverTypeWrapper<Omit<DocumentEdge, 'node'> & { node: ResolversTypes['Document'] }>;
  DocumentStatus: DocumentStatus;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  KnowledgeAnswer: ResolverTypeWrapper<KnowledgeAnswerMapper>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  KnowledgeStatus: ResolverTypeWrapper<KnowledgeStatus>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RetryDocumentPayload: ResolverTypeWrapper<Omit<RetryDocumentPayload, 'document'> & { document: ResolversTypes['Document'] }>;
  SearchMode: SearchMode;
  SimilarDocument: ResolverTypeWrapper<Omit<SimilarDocument, 'document'> & { document: ResolversTypes['Document'] }>;
  User: ResolverTypeWrapper<UserMapper>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AddDocumentInput: AddDocumentInput;
  String: Scalars['String']['output'];
  AddDocumentsInput: AddDocumentsInput;
  AddDocumentsPayload: AddDocumentsPayloadMapper;
  Chunk: ChunkMapper;
  Int: Scalars['Int']['output'];
  ID: Scalars['ID']['output'];
  ChunkConnection: ChunkConnectionMapper;
  ChunkEdge: Omit<ChunkEdge, 'node'> & { node: ResolversParentTypes['Chunk'] };
  Float: Scalars['Float']['output'];
  Citation: Omit<Citation, 'chunk'> & { chunk: ResolversParentTypes['Chunk'] };
  DateTime: Scalars['DateTime']['output'];
  DeleteDocumentPayload: DeleteDocumentPayload;
  Document: DocumentMapper;
  DocumentConnection: DocumentConnectionMapper;
  DocumentEdge: Omit<DocumentEdge, 'node'> & { node: ResolversParentTypes['Document'] };
  JSON: Scalars['JSON']['output'];
  KnowledgeAnswer: KnowledgeAnswerMapper;
  Boolean: Scalars['Boolean']['output'];
  KnowledgeStatus: KnowledgeStatus;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RetryDocumentPayload: Omit<RetryDocumentPayload, 'document'> & { document: ResolversParentTypes['Document'] };
  SimilarDocument: Omit<SimilarDocument, 'document'> & { document: ResolversParentTypes['Document'] };
  User: UserMapper;
};

export type AddDocumentsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddDocumentsPayload'] = ResolversParentTypes['AddDocumentsPayload']> = {
  documents?: Resolver<Array<ResolversTypes['Document']>, ParentType, ContextType>;
};

export type ChunkResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Chunk'] = ResolversParentTypes['Chunk'], FederationReferenceType extends FederationReferenceTypes['Chunk'] = FederationReferenceTypes['Chunk']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Chunk']> | FederationReferenceType, FederationReferenceType, ContextType>;
  document?: Resolver<ResolversTypes['Document'], ParentType, ContextType>;
  endOffset?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  headingPath?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ordinal?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startOffset?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ChunkConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChunkConnection'] = ResolversParentTypes['ChunkConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ChunkEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ChunkEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChunkEdge'] = ResolversParentTypes['ChunkEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Chunk'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type CitationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Citation'] = ResolversParentTypes['Citation']> = {
  chunk?: Resolver<ResolversTypes['Chunk'], ParentType, ContextType>;
  quote?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteDocumentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteDocumentPayload'] = ResolversParentTypes['DeleteDocumentPayload']> = {
  deletedId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type DocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Document'] = ResolversParentTypes['Document'], FederationReferenceType extends FederationReferenceTypes['Document'] = FederationReferenceTypes['Document']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Document']> | FederationReferenceType, FederationReferenceType, ContextType>;
  chunkCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  contentType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  failureReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  metadata?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  similar?: Resolver<Array<ResolversTypes['SimilarDocument']>, ParentType, ContextType, Partial<DocumentSimilarArgs>>;
  status?: Resolver<ResolversTypes['DocumentStatus'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DocumentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentConnection'] = ResolversParentTypes['DocumentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DocumentEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DocumentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentEdge'] = ResolversParentTypes['DocumentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Document'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type KnowledgeAnswerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KnowledgeAnswer'] = ResolversParentTypes['KnowledgeAnswer']> = {
  answer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  answered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  citations?: Resolver<Array<ResolversTypes['Citation']>, ParentType, ContextType>;
  model?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type KnowledgeStatusResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KnowledgeStatus'] = ResolversParentTypes['KnowledgeStatus']> = {
  chunks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  documents?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pending?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addDocuments?: Resolver<ResolversTypes['AddDocumentsPayload'], ParentType, ContextType, RequireFields<MutationAddDocumentsArgs, 'input'>>;
  deleteDocument?: Resolver<ResolversTypes['DeleteDocumentPayload'], ParentType, ContextType, RequireFields<MutationDeleteDocumentArgs, 'id'>>;
  retryDocument?: Resolver<ResolversTypes['RetryDocumentPayload'], ParentType, ContextType, RequireFields<MutationRetryDocumentArgs, 'id'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  askKnowledge?: Resolver<ResolversTypes['KnowledgeAnswer'], ParentType, ContextType, RequireFields<QueryAskKnowledgeArgs, 'question'>>;
  document?: Resolver<Maybe<ResolversTypes['Document']>, ParentType, ContextType, RequireFields<QueryDocumentArgs, 'id'>>;
  documents?: Resolver<ResolversTypes['DocumentConnection'], ParentType, ContextType, Partial<QueryDocumentsArgs>>;
  knowledgeStatus?: Resolver<ResolversTypes['KnowledgeStatus'], ParentType, ContextType>;
  searchKnowledge?: Resolver<ResolversTypes['ChunkConnection'], ParentType, ContextType, RequireFields<QuerySearchKnowledgeArgs, 'query'>>;
};

export type RetryDocumentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetryDocumentPayload'] = ResolversParentTypes['RetryDocumentPayload']> = {
  document?: Resolver<ResolversTypes['Document'], ParentType, ContextType>;
};

export type SimilarDocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SimilarDocument'] = ResolversParentTypes['SimilarDocument']> = {
  document?: Resolver<ResolversTypes['Document'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AddDocumentsPayload?: AddDocumentsPayloadResolvers<ContextType>;
  Chunk?: ChunkResolvers<ContextType>;
  ChunkConnection?: ChunkConnectionResolvers<ContextType>;
  ChunkEdge?: ChunkEdgeResolvers<ContextType>;
  Citation?: CitationResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteDocumentPayload?: DeleteDocumentPayloadResolvers<ContextType>;
  Document?: DocumentResolvers<ContextType>;
  DocumentConnection?: DocumentConnectionResolvers<ContextType>;
  DocumentEdge?: DocumentEdgeResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  KnowledgeAnswer?: KnowledgeAnswerResolvers<ContextType>;
  KnowledgeStatus?: KnowledgeStatusResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RetryDocumentPayload?: RetryDocumentPayloadResolvers<ContextType>;
  SimilarDocument?: SimilarDocumentResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
};

