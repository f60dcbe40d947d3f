// Written by `pnpm codegen` from the SDL: change that instead.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AnswerEvent as AnswerEventMapper, AnswerUsage as AnswerUsageMapper, Citation as CitationMapper, KnowledgeAnswer as KnowledgeAnswerMapper, Chunk as ChunkMapper, ChunkConnection as ChunkConnectionMapper, ChunkEdge as ChunkEdgeMapper, Collection as CollectionMapper, CreateCollectionPayload as CreateCollectionPayloadMapper, UpdateCollectionPayload as UpdateCollectionPayloadMapper, MoveDocumentsPayload as MoveDocumentsPayloadMapper, Conversation as ConversationMapper, ConversationConnection as ConversationConnectionMapper, ConversationMessage as ConversationMessageMapper, ConversationMessageConnection as ConversationMessageConnectionMapper, CreateConversationPayload as CreateConversationPayloadMapper, RenameConversationPayload as RenameConversationPayloadMapper, SendMessagePayload as SendMessagePayloadMapper, Crawl as CrawlMapper, CrawlPage as CrawlPageMapper, CrawlConnection as CrawlConnectionMapper, CrawlPageConnection as CrawlPageConnectionMapper, StartCrawlPayload as StartCrawlPayloadMapper, CancelCrawlPayload as CancelCrawlPayloadMapper, Document as DocumentMapper, DocumentVersion as DocumentVersionMapper, DocumentConnection as DocumentConnectionMapper, DocumentVersionConnection as DocumentVersionConnectionMapper, AddDocumentsPayload as AddDocumentsPayloadMapper, SimilarDocument as SimilarDocumentMapper, NearDuplicate as NearDuplicateMapper, EvaluationQuestion as EvaluationQuestionMapper, EvaluationResult as EvaluationResultMapper, EvaluationRun as EvaluationRunMapper, EvaluationSet as EvaluationSetMapper, EvaluationQuestionConnection as EvaluationQuestionConnectionMapper, EvaluationResultConnection as EvaluationResultConnectionMapper, EvaluationRunConnection as EvaluationRunConnectionMapper, EvaluationSetConnection as EvaluationSetConnectionMapper, EvaluationRunPayload as EvaluationRunPayloadMapper, EvaluationSetPayload as EvaluationSetPayloadMapper, ExpectedDocument as ExpectedDocumentMapper, IngestionProgress as IngestionProgressMapper, KnowledgeStatus as KnowledgeStatusMapper, KnowledgeUsage as KnowledgeUsageMapper, UnansweredQuestion as UnansweredQuestionMapper, UnansweredQuestionConnection as UnansweredQuestionConnectionMapper, SettleUnansweredQuestionPayload as SettleUnansweredQuestionPayloadMapper, User as UserMapper } from '../mappers.ts';
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
  /** The id that it has where it comes from. The same one again makes a new version of the document, or none when nothing has changed. */
  externalId?: InputMaybe<Scalars['String']['input']>;
  /** A JSON object of your own, at most 16 KiB. */
  metadata?: InputMaybe<Scalars['JSON']['input']>;
  /** Its title, at most 500 characters. */
  title: Scalars['String']['input'];
};

/** Documents to add, at most 100. */
export type AddDocumentsInput = {
  /**
   * The collection that they come into, also those that are there already; they stay where they are unless told. NOT_FOUND when the
   * caller may not read it.
   */
  collectionId?: InputMaybe<Scalars['ID']['input']>;
  /** The documents; no externalId twice. */
  documents: Array<AddDocumentInput>;
};

/** What addDocuments stored. */
export type AddDocumentsPayload = {
  __typename?: 'AddDocumentsPayload';
  /**
   * The documents as they were added, in the order of the input. Whoever asks for one that had a READY version before sees title, type
   * and metadata of that one until the new one is READY.
   */
  documents: Array<Document>;
};

/** Questions to add to a set. */
export type AddEvaluationQuestionsInput = {
  /** The questions, 1 to 500. */
  questions: Array<EvaluationQuestionInput>;
  /** The set. */
  setId: Scalars['ID']['input'];
};

/** An event of answerStream. */
export type AnswerEvent = {
  __typename?: 'AnswerEvent';
  /** CITATIONS: the answer. Its text counts, whatever the pieces said. */
  answer?: Maybe<KnowledgeAnswer>;
  /** What it tells. */
  kind: AnswerEventKind;
  /** CITATIONS and USAGE in a conversation: what the conversation keeps. */
  message?: Maybe<ConversationMessage>;
  /** TEXT: what to append to the pieces before. */
  text?: Maybe<Scalars['String']['output']>;
  /** USAGE: tokens and cost. */
  usage?: Maybe<AnswerUsage>;
};

/** What an event of answerStream tells. */
export type AnswerEventKind =
  /** The answer with its verified citations. */
  | 'CITATIONS'
  /** The next piece of the draft. */
  | 'TEXT'
  /** What the answer took. The last event. */
  | 'USAGE';

/** What an answer took. */
export type AnswerUsage = {
  __typename?: 'AnswerUsage';
  /** What they cost, by the configured prices. Null when the model has none. */
  cost?: Maybe<Scalars['Float']['output']>;
  /** The currency of cost (ISO 4217). */
  currency?: Maybe<Scalars['String']['output']>;
  /** Tokens that the model read: question, sources and conversation. */
  inputTokens: Scalars['Int']['output'];
  /** Tokens that the model wrote. */
  outputTokens: Scalars['Int']['output'];
};

/** What cancelCrawl ended. */
export type CancelCrawlPayload = {
  __typename?: 'CancelCrawlPayload';
  /** The crawl, CANCELED. */
  crawl: Crawl;
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
  /** Prism's id for it. A new version of the document leaves it to the passages that stay word for word the same. */
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
  /** How it was searched: KEYWORD although HYBRID was asked for, when the embedding provider did not answer. VECTOR fails then. */
  modeUsed: SearchMode;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
  /** Whether a reranker made this order. False although `rerank` was asked for, when there is none or it did not answer. */
  reranked: Scalars['Boolean']['output'];
};

/** A passage with how well it fits. */
export type ChunkEdge = {
  __typename?: 'ChunkEdge';
  /** Send it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** Where the passage has words of the query, in whatever form, in order. */
  highlights: Array<TextRange>;
  /** The passage. */
  node: Chunk;
  /**
   * How well it fits. Comparable between searches of the same mode, and while the models are the same. KEYWORD: the part of what the
   * query says that the passage covers, from 0 to 1 (BM25 divided by the most that the query could reach). VECTOR: the cosine,
   * 1 being the same direction; what is a good one depends on the model. HYBRID: both in one, at most 1. Reranked: the
   * reranker's own, from 0 to 1 by most. Falls from one edge to the next, unless `diversity` was asked for.
   */
  score: Scalars['Float']['output'];
};

/** Words of a passage that an answer rests on. */
export type Citation = {
  __typename?: 'Citation';
  /** The passage. */
  chunk: Chunk;
  /** Where they end, exclusive. */
  endOffset: Scalars['Int']['output'];
  /** The words, exactly as the passage has them. */
  quote: Scalars['String']['output'];
  /** Where they start in the document's text, in UTF-16 units (JavaScript's string index). */
  startOffset: Scalars['Int']['output'];
};

/**
 * Documents that the same people may read. Who may not read a collection finds nothing of its documents, in no list, search, answer or
 * history.
 */
export type Collection = {
  __typename?: 'Collection';
  /** Who may read its documents. */
  access: CollectionAccess;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The person who made it. Null when that was an API key. */
  createdBy?: Maybe<User>;
  /** What it is for. */
  description?: Maybe<Scalars['String']['output']>;
  /** Prism's id for it. */
  id: Scalars['ID']['output'];
  /** The people it names; null for one who is not in the organization any more. They say nothing while access is EVERYBODY. */
  members: Array<Maybe<User>>;
  /** What it is called. */
  name: Scalars['String']['output'];
  /** The roles it names: whoever has one of them, and no stronger ones by themselves. They say nothing while access is EVERYBODY. */
  roles: Array<Role>;
  /** When its name, its description or its access last changed. */
  updatedAt: Scalars['DateTime']['output'];
};

/** Who may read the documents of a collection. */
export type CollectionAccess =
  /** Everybody in the organization, API keys with `knowledge:read` included. */
  | 'EVERYBODY'
  /** The members and roles that it names. No API key, and no administrator who is not named. */
  | 'NAMED';

/** Questions that lean on each other, with their answers. */
export type Conversation = {
  __typename?: 'Conversation';
  /** When it began. */
  createdAt: Scalars['DateTime']['output'];
  /** Prism's id for it. */
  id: Scalars['ID']['output'];
  /** Its questions with their answers, the last first. */
  messages: ConversationMessageConnection;
  /** The beginning of its first question, or what it was named. Empty before either. */
  title: Scalars['String']['output'];
  /** When something was last asked in it. */
  updatedAt: Scalars['DateTime']['output'];
};


/** Questions that lean on each other, with their answers. */
export type ConversationMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of conversations. */
export type ConversationConnection = {
  __typename?: 'ConversationConnection';
  /** The conversations of this page. */
  edges: Array<ConversationEdge>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A conversation in its place in a list. */
export type ConversationEdge = {
  __typename?: 'ConversationEdge';
  /** Send it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** The conversation. */
  node: Conversation;
};

/** A question in a conversation, and its answer. */
export type ConversationMessage = {
  __typename?: 'ConversationMessage';
  /** The answer, when it is ANSWERED or UNANSWERED. */
  answer?: Maybe<KnowledgeAnswer>;
  /** When it was asked. */
  createdAt: Scalars['DateTime']['output'];
  /** Why it FAILED, in words for a person. */
  failureReason?: Maybe<Scalars['String']['output']>;
  /** Prism's id for it. */
  id: Scalars['ID']['output'];
  /** Whether documents have changed since, so that some of its citations are no longer given. */
  outdated: Scalars['Boolean']['output'];
  /** What was asked. */
  question: Scalars['String']['output'];
  /** Whether there is an answer. */
  status: MessageStatus;
};

/** A page of a conversation. */
export type ConversationMessageConnection = {
  __typename?: 'ConversationMessageConnection';
  /** The questions of this page. */
  edges: Array<ConversationMessageEdge>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A question in its place in a conversation. */
export type ConversationMessageEdge = {
  __typename?: 'ConversationMessageEdge';
  /** Send it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** The question with its answer. */
  node: ConversationMessage;
};

/** The pages of a site, fetched from one page on, each of which becomes a document. */
export type Crawl = {
  __typename?: 'Crawl';
  /** How many of its pages came to what, so far. */
  counts: CrawlCounts;
  /** When it was started. */
  createdAt: Scalars['DateTime']['output'];
  /** The person who started it. Null when that was an API key. */
  createdBy?: Maybe<User>;
  /** Beginnings of paths or URLs of the pages that are not. */
  exclude: Array<Scalars['String']['output']>;
  /** Why it FAILED, in words for a person. */
  failureReason?: Maybe<Scalars['String']['output']>;
  /** When it ended. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Prism's id for it. */
  id: Scalars['ID']['output'];
  /** Beginnings of paths or URLs of the pages that are fetched; empty for all. */
  include: Array<Scalars['String']['output']>;
  /** Whether pages were left out because there were more than maxPages. */
  limitReached: Scalars['Boolean']['output'];
  /** How many links away from the first page pages may be. */
  maxDepth: Scalars['Int']['output'];
  /** How many pages may be looked at. */
  maxPages: Scalars['Int']['output'];
  /** The metadata that its documents get. */
  metadata?: Maybe<Scalars['JSON']['output']>;
  /** Its pages, in the order in which they were found. */
  pages: CrawlPageConnection;
  /** Where it is. */
  status: CrawlStatus;
  /** The first page. */
  url: Scalars['String']['output'];
};


/** The pages of a site, fetched from one page on, each of which becomes a document. */
export type CrawlPagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<CrawlPageStatus>;
};

/** A page of crawls. */
export type CrawlConnection = {
  __typename?: 'CrawlConnection';
  /** The crawls of this page. */
  edges: Array<CrawlEdge>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** How many pages of a crawl came to what. */
export type CrawlCounts = {
  __typename?: 'CrawlCounts';
  /** Not to be had, for a reason. */
  failed: Scalars['Int']['output'];
  /** Found and not fetched yet. */
  queued: Scalars['Int']['output'];
  /** Left alone, for a reason. */
  skipped: Scalars['Int']['output'];
  /** Added as documents, or as new versions of them. */
  stored: Scalars['Int']['output'];
  /** The same as the last time. */
  unchanged: Scalars['Int']['output'];
};

/** A crawl in its place in a list. */
export type CrawlEdge = {
  __typename?: 'CrawlEdge';
  /** Send it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** The crawl. */
  node: Crawl;
};

/** A page of a crawl. */
export type CrawlPage = {
  __typename?: 'CrawlPage';
  /** How many links away from the first page it is. */
  depth: Scalars['Int']['output'];
  /** The document that it is; null when it is none, or that was deleted. */
  document?: Maybe<Document>;
  /** When that was found out. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The HTTP status that its server answered with, if it did. */
  httpStatus?: Maybe<Scalars['Int']['output']>;
  /** Prism's id for it. */
  id: Scalars['ID']['output'];
  /** Why it was SKIPPED or FAILED, in words for a person. */
  reason?: Maybe<Scalars['String']['output']>;
  /** What became of it. */
  status: CrawlPageStatus;
  /** Its address, without a fragment. */
  url: Scalars['String']['output'];
};

/** A page of a crawl's pages. */
export type CrawlPageConnection = {
  __typename?: 'CrawlPageConnection';
  /** The pages. */
  edges: Array<CrawlPageEdge>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A crawl's page in its place in a list. */
export type CrawlPageEdge = {
  __typename?: 'CrawlPageEdge';
  /** Send it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** The page. */
  node: CrawlPage;
};

/** What became of a page. */
export type CrawlPageStatus =
  /** It could not be fetched. */
  | 'FAILED'
  /** It is still to be fetched. */
  | 'QUEUED'
  /** It was left alone: the site's robots rules say so, it is of a kind that is not read, or the same as another page. */
  | 'SKIPPED'
  /** It is a new document, or a new version of one. */
  | 'STORED'
  /** It is a document, and has not changed. */
  | 'UNCHANGED';

/** Where a crawl is. */
export type CrawlStatus =
  /** Somebody has ended it. */
  | 'CANCELED'
  /** All pages have been looked at; some of them may have failed. */
  | 'COMPLETED'
  /** No page of it could be read; failureReason says what became of the first. */
  | 'FAILED'
  /** Pages are being fetched. */
  | 'RUNNING';

/** A collection to make. */
export type CreateCollectionInput = {
  /** Who may read its documents; EVERYBODY unless told. */
  access?: InputMaybe<CollectionAccess>;
  /** What it is for, at most 2,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Ids of the people who may, at most 500. Takes access NAMED, as roles do. */
  memberIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** What it is called, at most 200 characters. */
  name: Scalars['String']['input'];
  /** Roles that may. */
  roles?: InputMaybe<Array<Role>>;
};

/** What createCollection made. */
export type CreateCollectionPayload = {
  __typename?: 'CreateCollectionPayload';
  /** The collection. */
  collection: Collection;
};

/** A conversation to begin. */
export type CreateConversationInput = {
  /** Its title, at most 200 characters; the beginning of the first question unless told. */
  title?: InputMaybe<Scalars['String']['input']>;
};

/** What createConversation began. */
export type CreateConversationPayload = {
  __typename?: 'CreateConversationPayload';
  /** The conversation, still empty. */
  conversation: Conversation;
};

/** A set to create. */
export type CreateEvaluationSetInput = {
  /** What people will call it, at most 200 characters. */
  name: Scalars['String']['input'];
  /** Its first questions, at most 500. */
  questions?: InputMaybe<Array<EvaluationQuestionInput>>;
};

/** What deleteCollection removed. */
export type DeleteCollectionPayload = {
  __typename?: 'DeleteCollectionPayload';
  /** The id that no longer names anything. */
  deletedId: Scalars['ID']['output'];
};

/** What deleteConversation removed. */
export type DeleteConversationPayload = {
  __typename?: 'DeleteConversationPayload';
  /** The id that no longer names anything. */
  deletedId: Scalars['ID']['output'];
};

/** What deleteDocument removed. */
export type DeleteDocumentPayload = {
  __typename?: 'DeleteDocumentPayload';
  /** The id that no longer names anything. */
  deletedId: Scalars['ID']['output'];
};

/** What deleteDocuments removed. */
export type DeleteDocumentsPayload = {
  __typename?: 'DeleteDocumentsPayload';
  /** The ids that no longer name anything, in the order of the input. */
  deletedIds: Array<Scalars['ID']['output']>;
};

/** What deleteEvaluationSet removed. */
export type DeleteEvaluationSetPayload = {
  __typename?: 'DeleteEvaluationSetPayload';
  /** The id that no longer names anything. */
  deletedId: Scalars['ID']['output'];
};

/** A text that the organization's searches and answers draw on. `GET /documents/<id>/file` at the gateway gives it as it was added. */
export type Document = {
  __typename?: 'Document';
  /** How many passages of it are searched. */
  chunkCount: Scalars['Int']['output'];
  /** The collection that it is in. Null when it is in none, and everybody in the organization may read it. */
  collection?: Maybe<Collection>;
  /** What the content was declared as; of a file that has been read, what it is. */
  contentType: Scalars['String']['output'];
  /** When it was first added. */
  createdAt: Scalars['DateTime']['output'];
  /** The person who first added it. Null when that was an API key or a crawl. */
  createdBy?: Maybe<User>;
  /** The id that it has where it comes from. Adding a document with the same one makes a new version of it. */
  externalId?: Maybe<Scalars['String']['output']>;
  /** Why it FAILED, in words for a person. */
  failureReason?: Maybe<Scalars['String']['output']>;
  /** Prism's id for it. */
  id: Scalars['ID']['output'];
  /** The metadata it was added with. */
  metadata?: Maybe<Scalars['JSON']['output']>;
  /**
   * The documents that say nearly the same: eight in ten of all runs of three words that occur in either occur in both. Most alike
   * first. Nothing is dropped because of it.
   */
  nearDuplicates: Array<NearDuplicate>;
  /** The version that searches and answers draw on. Null until one is READY. */
  readyVersion?: Maybe<Scalars['Int']['output']>;
  /** The documents most like this one by their vectors, best first. Empty until a version of it is READY. */
  similar: Array<SimilarDocument>;
  /** Whether searches and answers know its latest version already. */
  status: DocumentStatus;
  /**
   * Its title, searched together with the text. As type and metadata it is that of the version that is searched; of the latest while
   * none is.
   */
  title: Scalars['String']['output'];
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** The latest version, which status and failureReason are about. Grows each time its content or title changes. */
  version: Scalars['Int']['output'];
  /** What was added as this document, newest first. All of it is kept for as long as the document is. */
  versions: DocumentVersionConnection;
  /** What it waits for while it is INDEXING, mostly an AI provider that is away, in words for a person. It goes on by itself: null while it does. */
  waitingReason?: Maybe<Scalars['String']['output']>;
};


/** A text that the organization's searches and answers draw on. `GET /documents/<id>/file` at the gateway gives it as it was added. */
export type DocumentNearDuplicatesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A text that the organization's searches and answers draw on. `GET /documents/<id>/file` at the gateway gives it as it was added. */
export type DocumentSimilarArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A text that the organization's searches and answers draw on. `GET /documents/<id>/file` at the gateway gives it as it was added. */
export type DocumentVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
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

/** What was added as a document at one time. All versions are kept for as long as the document is. */
export type DocumentVersion = {
  __typename?: 'DocumentVersion';
  /** How many passages it is searched by, or was; 0 unless it is READY. */
  chunkCount: Scalars['Int']['output'];
  /** The text as it was added. Null when it came as a file. */
  content?: Maybe<Scalars['String']['output']>;
  /** What the content was declared as; of a file that has been read, what it is. */
  contentType: Scalars['String']['output'];
  /** When it was added. */
  createdAt: Scalars['DateTime']['output'];
  /** The person who added it. Null when that was an API key or a crawl. */
  createdBy?: Maybe<User>;
  /** The document's id. */
  documentId: Scalars['ID']['output'];
  /** Why it FAILED, in words for a person. */
  failureReason?: Maybe<Scalars['String']['output']>;
  /** The metadata it was added with; a change of nothing but metadata is made in the latest version. */
  metadata?: Maybe<Scalars['JSON']['output']>;
  /** Whether it is the one that searches and answers draw on. */
  searched: Scalars['Boolean']['output'];
  /** What became of it. */
  status: DocumentVersionStatus;
  /** The text as it was read: what the offsets of passages count in. Null until it is READY. */
  text?: Maybe<Scalars['String']['output']>;
  /** The title that it was added with. A file that came without one has its name, and once it has been read the title that it gives itself. */
  title: Scalars['String']['output'];
  /** From 1. */
  version: Scalars['Int']['output'];
};

/** A page of a document's versions. */
export type DocumentVersionConnection = {
  __typename?: 'DocumentVersionConnection';
  /** The versions of this page. */
  edges: Array<DocumentVersionEdge>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A version in its place in the list. */
export type DocumentVersionEdge = {
  __typename?: 'DocumentVersionEdge';
  /** Send it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** The version. */
  node: DocumentVersion;
};

/** What became of a version of a document. */
export type DocumentVersionStatus =
  /** It could not be read or embedded; failureReason says why. */
  | 'FAILED'
  /** A worker reads it. */
  | 'INDEXING'
  /** It waits for a worker. */
  | 'PENDING'
  /** It was read. Searches draw on it, or did until a later one was READY. */
  | 'READY'
  /** The next one came before it was read. */
  | 'SKIPPED';

/** An embedding model by which passages have vectors. */
export type EmbeddingModel = {
  __typename?: 'EmbeddingModel';
  /** How long its vectors are. Null until there is a first one. */
  dimensions?: Maybe<Scalars['Int']['output']>;
  /** The share of the passages that have a vector by it, from 0 to 1, as far as a change of the model has counted. */
  filled: Scalars['Float']['output'];
  /** Its name. */
  model: Scalars['String']['output'];
  /** What its vectors are there for. */
  state: EmbeddingModelState;
};

/** What the vectors by a model are there for. */
export type EmbeddingModelState =
  /** Searches use them. */
  | 'ACTIVE'
  /** Passages get them in the background; searches will use them when every passage has one. */
  | 'FILLING'
  /** Searches used them before another model took their place; they are about to be removed. */
  | 'RETIRED';

/** A mean, with the bounds of its 95 % confidence, bootstrapped over the questions. */
export type Estimate = {
  __typename?: 'Estimate';
  /** The upper bound. */
  high: Scalars['Float']['output'];
  /** The lower bound. */
  low: Scalars['Float']['output'];
  /** The mean. */
  mean: Scalars['Float']['output'];
};

/** How much better one run is than another. */
export type EvaluationComparison = {
  __typename?: 'EvaluationComparison';
  /** Of MRR@10. */
  mrr10: EvaluationDifference;
  /** Of nDCG@10. */
  ndcg10: EvaluationDifference;
  /** How many questions both asked. */
  questions: Scalars['Int']['output'];
  /** Of Recall@100. */
  recall100: EvaluationDifference;
};

/** A mean difference, question by question. */
export type EvaluationDifference = {
  __typename?: 'EvaluationDifference';
  /** The upper bound of its 95 % confidence. */
  high: Scalars['Float']['output'];
  /** The lower bound of its 95 % confidence. */
  low: Scalars['Float']['output'];
  /** The mean; above 0 the run is better than the other. */
  mean: Scalars['Float']['output'];
  /** How likely a difference as large is if there is none: two-sided randomisation test. */
  p: Scalars['Float']['output'];
};

/** Means over the questions of a run, each from 0 to 1. */
export type EvaluationMeasures = {
  __typename?: 'EvaluationMeasures';
  /** One over the place of the first document that should be found, if that is among the first 10. */
  mrr10: Estimate;
  /** Normalised discounted cumulative gain of the first 10 documents, with linear gain. */
  ndcg10: Estimate;
  /** How many questions they are means of. Questions without an expected document count in none. */
  questions: Scalars['Int']['output'];
  /** The share of what should be found that is among the first 100 documents. */
  recall100: Estimate;
};

/** A question and what should be found. */
export type EvaluationQuestion = {
  __typename?: 'EvaluationQuestion';
  /** What should be found, as far as the reader may see it. Documents that were deleted are expected no more. */
  expected: Array<ExpectedDocument>;
  /** Prism's id for it. */
  id: Scalars['ID']['output'];
  /** The words that are searched for. */
  question: Scalars['String']['output'];
};

/** A page of questions. */
export type EvaluationQuestionConnection = {
  __typename?: 'EvaluationQuestionConnection';
  /** The questions of this page. */
  edges: Array<EvaluationQuestionEdge>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A question in its place in a list. */
export type EvaluationQuestionEdge = {
  __typename?: 'EvaluationQuestionEdge';
  /** Send it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** The question. */
  node: EvaluationQuestion;
};

/** A question and what should be found. */
export type EvaluationQuestionInput = {
  /** What should be found: 1 to 100 documents that the caller may read. */
  expected: Array<ExpectedDocumentInput>;
  /** The words to search for, at most 2,000 characters. */
  question: Scalars['String']['input'];
};

/** What was measured of one question. */
export type EvaluationResult = {
  __typename?: 'EvaluationResult';
  /** One over the place of the first document that should be found, or 0. */
  mrr10: Scalars['Float']['output'];
  /** Normalised discounted cumulative gain of the first 10 documents. */
  ndcg10: Scalars['Float']['output'];
  /** The question. */
  question: EvaluationQuestion;
  /** The share of what should be found that is among the first 100 documents. */
  recall100: Scalars['Float']['output'];
};

/** A page of results. */
export type EvaluationResultConnection = {
  __typename?: 'EvaluationResultConnection';
  /** The results of this page. */
  edges: Array<EvaluationResultEdge>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A result in its place in a list. */
export type EvaluationResultEdge = {
  __typename?: 'EvaluationResultEdge';
  /** Send it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** The result. */
  node: EvaluationResult;
};

/** All questions of a set, asked at one time in one way, of the documents that who started it may read. */
export type EvaluationRun = {
  __typename?: 'EvaluationRun';
  /** This run less another one, over the questions that both asked. Null when they have none in common, NOT_FOUND when there is no such run. */
  comparedWith?: Maybe<EvaluationComparison>;
  /** When it was asked for. */
  createdAt: Scalars['DateTime']['output'];
  /** Why it FAILED, in words for a person. */
  failureReason?: Maybe<Scalars['String']['output']>;
  /** When it ended. Null until then. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Prism's id for it. */
  id: Scalars['ID']['output'];
  /** What was measured so far. Null while no question has been asked. */
  measures?: Maybe<EvaluationMeasures>;
  /** How it searched. */
  mode: SearchMode;
  /** What was measured of each question, worst first by nDCG@10. */
  results: EvaluationResultConnection;
  /** The person who asked for it. Null when that was an API key. */
  startedBy?: Maybe<User>;
  /** Where it is. */
  status: EvaluationStatus;
};


/** All questions of a set, asked at one time in one way, of the documents that who started it may read. */
export type EvaluationRunComparedWithArgs = {
  runId: Scalars['ID']['input'];
};


/** All questions of a set, asked at one time in one way, of the documents that who started it may read. */
export type EvaluationRunResultsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of runs. */
export type EvaluationRunConnection = {
  __typename?: 'EvaluationRunConnection';
  /** The runs of this page. */
  edges: Array<EvaluationRunEdge>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** A run in its place in a list. */
export type EvaluationRunEdge = {
  __typename?: 'EvaluationRunEdge';
  /** Send it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** The run. */
  node: EvaluationRun;
};

/** A run that was asked for. */
export type EvaluationRunPayload = {
  __typename?: 'EvaluationRunPayload';
  /** The run. */
  evaluationRun: EvaluationRun;
};

/** Questions with the documents that answer them. */
export type EvaluationSet = {
  __typename?: 'EvaluationSet';
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** The person who created it. Null when that was an API key. */
  createdBy?: Maybe<User>;
  /** Prism's id for it. */
  id: Scalars['ID']['output'];
  /** What people call it. */
  name: Scalars['String']['output'];
  /** How many questions it has. */
  questionCount: Scalars['Int']['output'];
  /** Its questions, in the order in which they were added. */
  questions: EvaluationQuestionConnection;
  /** Its runs, newest first: how good searches were over time. */
  runs: EvaluationRunConnection;
};


/** Questions with the documents that answer them. */
export type EvaluationSetQuestionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions with the documents that answer them. */
export type EvaluationSetRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of evaluation sets. */
export type EvaluationSetConnection = {
  __typename?: 'EvaluationSetConnection';
  /** The sets of this page. */
  edges: Array<EvaluationSetEdge>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** An evaluation set in its place in a list. */
export type EvaluationSetEdge = {
  __typename?: 'EvaluationSetEdge';
  /** Send it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** The set. */
  node: EvaluationSet;
};

/** An evaluation set as it is now. */
export type EvaluationSetPayload = {
  __typename?: 'EvaluationSetPayload';
  /** The set. */
  evaluationSet: EvaluationSet;
};

/** Where a run is. */
export type EvaluationStatus =
  /** Every question was asked. */
  | 'DONE'
  /** It ended early; failureReason says why. */
  | 'FAILED'
  /** It waits for a worker. */
  | 'PENDING'
  /** Questions are being asked. */
  | 'RUNNING';

/** A document that answers a question. */
export type ExpectedDocument = {
  __typename?: 'ExpectedDocument';
  /** The document. */
  document: Document;
  /** How well it answers, from 1 to 10. */
  relevance: Scalars['Int']['output'];
};

/** A document that answers a question. */
export type ExpectedDocumentInput = {
  /** The document's id. */
  documentId: Scalars['ID']['input'];
  /** How well it answers, from 1 (unless told) to 10. */
  relevance?: InputMaybe<Scalars['Int']['input']>;
};

/** How far documents are on their way into search. A document counts as its latest version stands. */
export type IngestionProgress = {
  __typename?: 'IngestionProgress';
  /** Those of the passages that are searched already, or embedded. */
  chunksDone: Scalars['Int']['output'];
  /** Passages of the documents that are READY, and of those INDEXING that have been cut: grows while documents are read. */
  chunksTotal: Scalars['Int']['output'];
  /** Documents that are READY. */
  documentsDone: Scalars['Int']['output'];
  /** Documents that FAILED. */
  documentsFailed: Scalars['Int']['output'];
  /** Documents that are PENDING or INDEXING. */
  documentsPending: Scalars['Int']['output'];
  /** All documents, whatever their status. */
  documentsTotal: Scalars['Int']['output'];
  /** The ten documents that failed last, latest first; failureReason says why. */
  failures: Array<Document>;
};

/** Which documents to tell of. One that is unknown counts nowhere. */
export type IngestionProgressFilter = {
  /** Only documents whose latest version was added together with others: the id of a crawl. */
  batchId?: InputMaybe<Scalars['ID']['input']>;
  /** Only these documents, 1 to 1,000: those that addDocuments gave, for example. */
  documentIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** An answer and what it rests on. */
export type KnowledgeAnswer = {
  __typename?: 'KnowledgeAnswer';
  /** The answer, or that there is none. */
  answer: Scalars['String']['output'];
  /** Whether the documents answer the question. */
  answered: Scalars['Boolean']['output'];
  /**
   * What the answer rests on. Each quote was found word for word in its passage; never empty when answered is true, except in the
   * history of a conversation once the documents have changed.
   */
  citations: Array<Citation>;
  /** The model that wrote the answer. */
  model: Scalars['String']['output'];
  /** What the answer took. */
  usage: AnswerUsage;
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
  /**
   * The embedding models by which the organization's passages have vectors, the one that is searched first. Empty before the first
   * document. A second one is there while a change of the model is under way.
   */
  models: Array<EmbeddingModel>;
  /** Documents that are PENDING or INDEXING. */
  pending: Scalars['Int']['output'];
};

/** What was asked of one model on one day. */
export type KnowledgeUsage = {
  __typename?: 'KnowledgeUsage';
  /** How many requests it answered. */
  calls: Scalars['Int']['output'];
  /** What it cost, by the prices of the time. Null where the model's price is not known (AI_PRICES tells it), or nothing told of tokens. */
  cost?: Maybe<Scalars['Float']['output']>;
  /** The currency of cost (ISO 4217). */
  currency?: Maybe<Scalars['String']['output']>;
  /** The beginning of the day, in UTC. */
  day: Scalars['DateTime']['output'];
  /** Tokens that it read; 0 where a reranker counts searches instead, which are its calls. */
  inputTokens: Scalars['Float']['output'];
  /** What it was asked for. */
  kind: UsageKind;
  /** The model. */
  model: Scalars['String']['output'];
  /** Tokens that it wrote. */
  outputTokens: Scalars['Float']['output'];
};

/** What became of a question. */
export type MessageStatus =
  /** The documents answer it. */
  | 'ANSWERED'
  /** The answer failed; it can be tried again. */
  | 'FAILED'
  /** It is being answered. */
  | 'PENDING'
  /** The documents do not answer it. */
  | 'UNANSWERED'
  /** The answer drew on a document that was deleted since, or that the caller may no longer read. It can be asked again. */
  | 'WITHHELD';

/**
 * A condition on one value in a document's metadata. At least one operator must be given; all that are given must hold. A value that is
 * absent, null or of another type than the operator compares with holds for none of them but `exists: false`.
 */
export type MetadataCondition = {
  /** The value is a list, and this is in it. */
  contains?: InputMaybe<Scalars['JSON']['input']>;
  /** The value is this text, number or boolean. */
  equals?: InputMaybe<Scalars['JSON']['input']>;
  /** Whether there is such a value, null included. */
  exists?: InputMaybe<Scalars['Boolean']['input']>;
  /** The value is greater. Numbers compare with numbers, and text with text by code points, so that dates like 2026-11-20 are in order. */
  gt?: InputMaybe<Scalars['JSON']['input']>;
  /** The value is greater or equal. */
  gte?: InputMaybe<Scalars['JSON']['input']>;
  /** The value is one of these; 1 to 100. */
  in?: InputMaybe<Array<Scalars['JSON']['input']>>;
  /** The value is less. */
  lt?: InputMaybe<Scalars['JSON']['input']>;
  /** The value is less or equal. */
  lte?: InputMaybe<Scalars['JSON']['input']>;
  /** The keys that lead to the value, outermost first, 1 to 8: "year", or ["author", "name"]. A number is a place in a list, from 0. */
  path: Array<Scalars['String']['input']>;
};

/** Documents to move, and where to. */
export type MoveDocumentsInput = {
  /** The collection they come to; null puts them in none, where everybody in the organization may read them. */
  collectionId?: InputMaybe<Scalars['ID']['input']>;
  /** Ids of at most 100 documents. */
  documentIds: Array<Scalars['ID']['input']>;
};

/** What moveDocuments moved. */
export type MoveDocumentsPayload = {
  __typename?: 'MoveDocumentsPayload';
  /** The documents, in the order of the input. */
  documents: Array<Document>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Adds documents, or a new version of those whose externalId is known. All of them or none are stored; they become READY one by one, in
   * the background. Until then the version before stays what searches and answers use.
   */
  addDocuments: AddDocumentsPayload;
  /** Adds questions to a set: up to 500 a call, and 5,000 in a set (CONFLICT beyond). */
  addEvaluationQuestions: EvaluationSetPayload;
  /** Ends a crawl. What it has added stays. CONFLICT when it has ended already. */
  cancelCrawl: CancelCrawlPayload;
  /** Makes an empty collection. QUOTA_EXCEEDED when there are 200, BAD_USER_INPUT when it names people or roles and is for EVERYBODY. */
  createCollection: CreateCollectionPayload;
  /** Begins a conversation: private to the caller, who must be a person. */
  createConversation: CreateConversationPayload;
  /** Creates a set of questions by which to measure searches. */
  createEvaluationSet: EvaluationSetPayload;
  /** Deletes an empty collection. CONFLICT while documents are in it. */
  deleteCollection: DeleteCollectionPayload;
  /** Deletes a conversation with all that it holds. */
  deleteConversation: DeleteConversationPayload;
  /**
   * Deletes a document with its history, files, passages and vectors, and the answers that held words of it. Nothing that it said can be
   * read any more once this returns; notifications that named it are rewritten within moments.
   */
  deleteDocument: DeleteDocumentPayload;
  /** Deletes documents as deleteDocument does, 1 to 100: all or, when one of them is NOT_FOUND, none. */
  deleteDocuments: DeleteDocumentsPayload;
  /** Deletes a set with its questions and runs. */
  deleteEvaluationSet: DeleteEvaluationSetPayload;
  /**
   * Puts documents into a collection, or into none: all or, when one of them is NOT_FOUND, none. It takes being able to read them
   * where they are and where they come to.
   */
  moveDocuments: MoveDocumentsPayload;
  /** Takes questions out of a set, and their results out of its runs. Ids that are not in it are passed over. */
  removeEvaluationQuestions: EvaluationSetPayload;
  /** Gives a conversation another title. */
  renameConversation: RenameConversationPayload;
  /** Tries a FAILED document again. CONFLICT when it did not fail. */
  retryDocument: RetryDocumentPayload;
  /** Tries again to answer a question that FAILED or is WITHHELD. CONFLICT when it is neither. */
  retryMessage: SendMessagePayload;
  /**
   * Asks a question in a conversation and answers it from the documents. What was asked before is understood. When the provider
   * fails (UPSTREAM_UNAVAILABLE), the question stays in the conversation as FAILED; the same clientKey, or retryMessage, tries again.
   */
  sendMessage: SendMessagePayload;
  /**
   * Says what became of an unanswered question. One that is RESOLVED is OPEN again when it cannot be answered again; one that is
   * DISMISSED is not.
   */
  settleUnansweredQuestion: SettleUnansweredQuestionPayload;
  /**
   * Fetches the pages of a site in the background, from one page on along its links, and adds each as a document whose externalId is its
   * address. Crawling a site again makes new versions of the pages that have changed. Only pages of the same origin are fetched, those
   * that the site's robots.txt allows, and none at addresses inside of a network. QUOTA_EXCEEDED while 10 crawls run.
   */
  startCrawl: StartCrawlPayload;
  /**
   * Asks every question of a set, in the background, and measures what is found among the documents that the caller may read, of what they
   * expect there. CONFLICT while the set has no questions.
   */
  startEvaluation: EvaluationRunPayload;
  /**
   * Changes what a collection is called and who may read its documents, at once and for everybody. BAD_USER_INPUT when people or roles
   * are to be named while it is, or comes to be, for EVERYBODY; whom it named before stays named, and says nothing.
   */
  updateCollection: UpdateCollectionPayload;
  /**
   * Changes what is said of a document, without sending its content again. Another title is a new version, which is indexed like any
   * other; metadata alone changes at once.
   */
  updateDocument: UpdateDocumentPayload;
};


export type MutationAddDocumentsArgs = {
  input: AddDocumentsInput;
};


export type MutationAddEvaluationQuestionsArgs = {
  input: AddEvaluationQuestionsInput;
};


export type MutationCancelCrawlArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCreateCollectionArgs = {
  input: CreateCollectionInput;
};


export type MutationCreateConversationArgs = {
  input?: InputMaybe<CreateConversationInput>;
};


export type MutationCreateEvaluationSetArgs = {
  input: CreateEvaluationSetInput;
};


export type MutationDeleteCollectionArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDeleteConversationArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDeleteDocumentArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDeleteDocumentsArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type MutationDeleteEvaluationSetArgs = {
  id: Scalars['ID']['input'];
};


export type MutationMoveDocumentsArgs = {
  input: MoveDocumentsInput;
};


export type MutationRemoveEvaluationQuestionsArgs = {
  input: RemoveEvaluationQuestionsInput;
};


export type MutationRenameConversationArgs = {
  input: RenameConversationInput;
};


export type MutationRetryDocumentArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRetryMessageArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSendMessageArgs = {
  input: SendMessageInput;
};


export type MutationSettleUnansweredQuestionArgs = {
  input: SettleUnansweredQuestionInput;
};


export type MutationStartCrawlArgs = {
  input: StartCrawlInput;
};


export type MutationStartEvaluationArgs = {
  input: StartEvaluationInput;
};


export type MutationUpdateCollectionArgs = {
  input: UpdateCollectionInput;
};


export type MutationUpdateDocumentArgs = {
  input: UpdateDocumentInput;
};

/** A document that says nearly the same as another. */
export type NearDuplicate = {
  __typename?: 'NearDuplicate';
  /** The other document. */
  document: Document;
  /** How large a share of their wording both have in common: 1 is the same text, 0.8 the least that counts. Estimated to some 0.03. */
  score: Scalars['Float']['output'];
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
   * answered is false. UPSTREAM_UNAVAILABLE when the AI provider does not answer, CONFLICT when a document that the answer drew on was
   * deleted meanwhile: ask again.
   */
  askKnowledge: KnowledgeAnswer;
  /** One collection. NOT_FOUND when there is none with this id, or none that the caller may know of. */
  collection?: Maybe<Collection>;
  /**
   * The collections whose documents the caller may read, by name. With `knowledge:admin` all of them, of whose documents the caller
   * still sees only what they may read.
   */
  collections: Array<Collection>;
  /** One of the caller's conversations. NOT_FOUND for everybody else's. People only. */
  conversation?: Maybe<Conversation>;
  /** The caller's conversations, the last used first. Nobody else sees them. People only. */
  conversations: ConversationConnection;
  /** One crawl. NOT_FOUND when there is none with this id in the organization. */
  crawl: Crawl;
  /** The organization's crawls, newest first. */
  crawls: CrawlConnection;
  /** One document. NOT_FOUND when there is none with this id in the organization. */
  document?: Maybe<Document>;
  /** One version of a document. NOT_FOUND when there is no such document, or it never had this version. */
  documentVersion?: Maybe<DocumentVersion>;
  /** The organization's documents, newest first. */
  documents: DocumentConnection;
  /** One run of an evaluation set. NOT_FOUND when there is none with this id in the organization. */
  evaluationRun?: Maybe<EvaluationRun>;
  /** One evaluation set, with its questions and its runs. NOT_FOUND when there is none with this id in the organization. */
  evaluationSet?: Maybe<EvaluationSet>;
  /** The organization's evaluation sets, newest first. */
  evaluationSets: EvaluationSetConnection;
  /** How far the organization's knowledge is: what is there, what is still being read, what failed. */
  knowledgeStatus: KnowledgeStatus;
  /**
   * What the organization has asked of AI providers and what that cost, by day, model and kind, newest day first. Offline models
   * cost nothing and are not counted.
   */
  knowledgeUsage: Array<KnowledgeUsage>;
  /** The passages that fit a query, best first. */
  searchKnowledge: ChunkConnection;
  /**
   * Questions that the documents did not answer, the last asked first: what an editor works through. Questions that kept to a part
   * of the documents, or that say nothing without their conversation, are left out. At most 1,000 are kept.
   */
  unansweredQuestions: UnansweredQuestionConnection;
};


export type QueryAskKnowledgeArgs = {
  filter?: InputMaybe<SearchFilter>;
  question: Scalars['String']['input'];
};


export type QueryCollectionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryConversationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryConversationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryCrawlArgs = {
  id: Scalars['ID']['input'];
};


export type QueryCrawlsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryDocumentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryDocumentVersionArgs = {
  documentId: Scalars['ID']['input'];
  version: Scalars['Int']['input'];
};


export type QueryDocumentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  collectionId?: InputMaybe<Scalars['ID']['input']>;
  externalId?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<DocumentStatus>;
};


export type QueryEvaluationRunArgs = {
  id: Scalars['ID']['input'];
};


export type QueryEvaluationSetArgs = {
  id: Scalars['ID']['input'];
};


export type QueryEvaluationSetsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryKnowledgeUsageArgs = {
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
};


export type QuerySearchKnowledgeArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  diversity?: InputMaybe<Scalars['Float']['input']>;
  filter?: InputMaybe<SearchFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  minScore?: InputMaybe<Scalars['Float']['input']>;
  mode?: InputMaybe<SearchMode>;
  query: Scalars['String']['input'];
  rerank?: InputMaybe<Scalars['Boolean']['input']>;
};


export type QueryUnansweredQuestionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<UnansweredStatus>;
};

/** Questions to take out of a set. */
export type RemoveEvaluationQuestionsInput = {
  /** The questions' ids, at most 500. */
  ids: Array<Scalars['ID']['input']>;
  /** The set. */
  setId: Scalars['ID']['input'];
};

/** A new title. */
export type RenameConversationInput = {
  /** The conversation. */
  id: Scalars['ID']['input'];
  /** Its title, at most 200 characters. */
  title: Scalars['String']['input'];
};

/** What renameConversation changed. */
export type RenameConversationPayload = {
  __typename?: 'RenameConversationPayload';
  /** The conversation, renamed. */
  conversation: Conversation;
};

/** What retryDocument started. */
export type RetryDocumentPayload = {
  __typename?: 'RetryDocumentPayload';
  /** The document, PENDING again. */
  document: Document;
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

/** Which documents to search. All that is given must hold. */
export type SearchFilter = {
  /** Documents of one of these collections; 1 to 100 ids. */
  collections?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Documents of one of these content types, such as text/markdown; 1 to 20. */
  contentTypes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Documents first added at this instant or later. */
  createdAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Documents first added before this instant. */
  createdBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Conditions on the metadata that documents were added with; at most 20. */
  metadata?: InputMaybe<Array<MetadataCondition>>;
  /** Documents last changed at this instant or later. */
  updatedAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Documents last changed before this instant. */
  updatedBefore?: InputMaybe<Scalars['DateTime']['input']>;
};

/** How a search ranks. */
export type SearchMode =
  /** Vectors and keywords, fused. */
  | 'HYBRID'
  /** BM25 over words alone. */
  | 'KEYWORD'
  /** Nearness in meaning alone. */
  | 'VECTOR';

/** A question to ask in a conversation. */
export type SendMessageInput = {
  /**
   * Your own key for this question, at most 200 characters. The same one again asks nothing anew: it gives the message as it is, and
   * tries again if that FAILED. CONFLICT with another question.
   */
  clientKey?: InputMaybe<Scalars['String']['input']>;
  /** The conversation. */
  conversationId: Scalars['ID']['input'];
  /** Which documents may answer it; all that the caller may read unless told. */
  filter?: InputMaybe<SearchFilter>;
  /** The question, at most 2,000 characters. */
  question: Scalars['String']['input'];
};

/** What became of a question. */
export type SendMessagePayload = {
  __typename?: 'SendMessagePayload';
  /** The conversation that it belongs to. */
  conversation: Conversation;
  /** The question with its answer. */
  message: ConversationMessage;
};

/** What to make of an unanswered question. */
export type SettleUnansweredQuestionInput = {
  /** The question. */
  id: Scalars['ID']['input'];
  /** What became of it; OPEN takes it back. */
  status: UnansweredStatus;
};

/** What settleUnansweredQuestion changed. */
export type SettleUnansweredQuestionPayload = {
  __typename?: 'SettleUnansweredQuestionPayload';
  /** The question. */
  question: UnansweredQuestion;
};

/** A document that is like another. */
export type SimilarDocument = {
  __typename?: 'SimilarDocument';
  /** The other document. */
  document: Document;
  /** How alike: 1 is the same direction, 0 nothing in common. */
  score: Scalars['Float']['output'];
};

/** Where to begin to fetch pages, and which. */
export type StartCrawlInput = {
  /** The collection that the documents come into; none unless told. */
  collectionId?: InputMaybe<Scalars['ID']['input']>;
  /** No pages whose path or URL begins with one of these, at most 50. */
  exclude?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Pages whose path (`/docs/`) or URL begins with one of these, at most 50; all unless told. The first page is always fetched. */
  include?: InputMaybe<Array<Scalars['String']['input']>>;
  /** How many links away from the first page pages may be, 0 to 20; 3 unless told. */
  maxDepth?: InputMaybe<Scalars['Int']['input']>;
  /** How many pages may be looked at, 1 to 10,000; 100 unless told. */
  maxPages?: InputMaybe<Scalars['Int']['input']>;
  /** A JSON object that every document gets as metadata, with the page's `url` beside it; at most 16 KiB. */
  metadata?: InputMaybe<Scalars['JSON']['input']>;
  /** The first page: an https or http URL. Where it leads to another origin, that is the site. */
  url: Scalars['String']['input'];
};

/** What startCrawl began. */
export type StartCrawlPayload = {
  __typename?: 'StartCrawlPayload';
  /** The crawl, RUNNING. */
  crawl: Crawl;
};

/** How to ask the questions of a set. */
export type StartEvaluationInput = {
  /** How to search; HYBRID unless told. */
  mode?: InputMaybe<SearchMode>;
  /** The set. */
  setId: Scalars['ID']['input'];
};

export type Subscription = {
  __typename?: 'Subscription';
  /**
   * Answers a question as the answer is written: TEXT events, then one CITATIONS event with the answer as it counts, then one
   * USAGE event, then it completes. Until CITATIONS the text is a draft: nothing in it has been verified, and answered may turn out
   * false. When the provider fails, also in the middle, it ends with the error UPSTREAM_UNAVAILABLE. It cannot be resumed: who loses
   * it asks again. Leaving it ends the work at the provider.
   */
  answerStream: AnswerEvent;
  /**
   * How far documents are on their way into search: the state at once, then each time it changes, at most four times a second. It
   * never ends by itself. All documents of the organization that the caller may read, unless told which.
   */
  ingestionProgress: IngestionProgress;
};


export type SubscriptionAnswerStreamArgs = {
  clientKey?: InputMaybe<Scalars['String']['input']>;
  conversationId?: InputMaybe<Scalars['ID']['input']>;
  filter?: InputMaybe<SearchFilter>;
  question: Scalars['String']['input'];
};


export type SubscriptionIngestionProgressArgs = {
  filter?: InputMaybe<IngestionProgressFilter>;
};

/** A part of a text, in UTF-16 units (JavaScript's string index). */
export type TextRange = {
  __typename?: 'TextRange';
  /** Where it ends, exclusive. */
  end: Scalars['Int']['output'];
  /** Where it starts. */
  start: Scalars['Int']['output'];
};

/** A question that the documents did not answer. It does not say who asked. */
export type UnansweredQuestion = {
  __typename?: 'UnansweredQuestion';
  /** How often it could not be answered, whatever its capitals, spaces and punctuation. */
  count: Scalars['Int']['output'];
  /** When it was first asked. */
  firstAskedAt: Scalars['DateTime']['output'];
  /** Prism's id for it. */
  id: Scalars['ID']['output'];
  /** When it was last asked. */
  lastAskedAt: Scalars['DateTime']['output'];
  /** The question, as it was first asked. */
  question: Scalars['String']['output'];
  /** When it was resolved or dismissed. */
  settledAt?: Maybe<Scalars['DateTime']['output']>;
  /** The person who resolved or dismissed it. Null while it is OPEN, and when an API key did. */
  settledBy?: Maybe<User>;
  /** What became of it. */
  status: UnansweredStatus;
};

/** A page of unanswered questions. */
export type UnansweredQuestionConnection = {
  __typename?: 'UnansweredQuestionConnection';
  /** The questions of this page. */
  edges: Array<UnansweredQuestionEdge>;
  /** Where the page stands in the list. */
  pageInfo: PageInfo;
};

/** An unanswered question in its place in a list. */
export type UnansweredQuestionEdge = {
  __typename?: 'UnansweredQuestionEdge';
  /** Send it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** The question. */
  node: UnansweredQuestion;
};

/** What became of an unanswered question. */
export type UnansweredStatus =
  /** The documents need not answer it. */
  | 'DISMISSED'
  /** It waits for an editor. */
  | 'OPEN'
  /** The documents answer it now. */
  | 'RESOLVED';

/** What to change of a collection. What is absent stays as it is. */
export type UpdateCollectionInput = {
  /** Who may read its documents. */
  access?: InputMaybe<CollectionAccess>;
  /** What it is for; null takes it away. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Which one. */
  id: Scalars['ID']['input'];
  /** Ids of all the people who may, in place of those before. */
  memberIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** What it is called from now on. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** All the roles that may, in place of those before. */
  roles?: InputMaybe<Array<Role>>;
};

/** What updateCollection changed. */
export type UpdateCollectionPayload = {
  __typename?: 'UpdateCollectionPayload';
  /** The collection as it is now. */
  collection: Collection;
};

/** What to change of a document. What is absent stays as it is. */
export type UpdateDocumentInput = {
  /** Which one. */
  id: Scalars['ID']['input'];
  /** All of its metadata, at most 16 KiB; null takes it away. */
  metadata?: InputMaybe<Scalars['JSON']['input']>;
  /** Its title from now on, at most 500 characters. The title that a file gives itself is not looked for any more. */
  title?: InputMaybe<Scalars['String']['input']>;
};

/** What updateDocument changed. */
export type UpdateDocumentPayload = {
  __typename?: 'UpdateDocumentPayload';
  /** The document, as whoever asks for it now sees it: with the title before until its new version is READY. */
  document: Document;
};

/** What a provider is asked for. */
export type UsageKind =
  /** Answers to questions. */
  | 'CHAT'
  /** Vectors of passages and queries. */
  | 'EMBEDDING'
  /** Judgements of how well passages fit a query. */
  | 'RERANK';

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
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AddDocumentsPayload: ResolverTypeWrapper<AddDocumentsPayloadMapper>;
  AddEvaluationQuestionsInput: AddEvaluationQuestionsInput;
  AnswerEvent: ResolverTypeWrapper<AnswerEventMapper>;
  AnswerEventKind: AnswerEventKind;
  AnswerUsage: ResolverTypeWrapper<AnswerUsageMapper>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CancelCrawlPayload: ResolverTypeWrapper<CancelCrawlPayloadMapper>;
  Chunk: ResolverTypeWrapper<ChunkMapper>;
  ChunkConnection: ResolverTypeWrapper<ChunkConnectionMapper>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ChunkEdge: ResolverTypeWrapper<ChunkEdgeMapper>;
  Citation: ResolverTypeWrapper<CitationMapper>;
  Collection: ResolverTypeWrapper<CollectionMapper>;
  CollectionAccess: CollectionAccess;
  Conversation: ResolverTypeWrapper<ConversationMapper>;
  ConversationConnection: ResolverTypeWrapper<ConversationConnectionMapper>;
  ConversationEdge: ResolverTypeWrapper<Omit<ConversationEdge, 'node'> & { node: ResolversTypes['Conversation'] }>;
  ConversationMessage: ResolverTypeWrapper<ConversationMessageMapper>;
  ConversationMessageConnection: ResolverTypeWrapper<ConversationMessageConnectionMapper>;
  ConversationMessageEdge: ResolverTypeWrapper<Omit<ConversationMessageEdge, 'node'> & { node: ResolversTypes['ConversationMessage'] }>;
  Crawl: ResolverTypeWrapper<CrawlMapper>;
  CrawlConnection: ResolverTypeWrapper<CrawlConnectionMapper>;
  CrawlCounts: ResolverTypeWrapper<CrawlCounts>;
  CrawlEdge: ResolverTypeWrapper<Omit<CrawlEdge, 'node'> & { node: ResolversTypes['Crawl'] }>;
  CrawlPage: ResolverTypeWrapper<CrawlPageMapper>;
  CrawlPageConnection: ResolverTypeWrapper<CrawlPageConnectionMapper>;
  CrawlPageEdge: ResolverTypeWrapper<Omit<CrawlPageEdge, 'node'> & { node: ResolversTypes['CrawlPage'] }>;
  CrawlPageStatus: CrawlPageStatus;
  CrawlStatus: CrawlStatus;
  CreateCollectionInput: CreateCollectionInput;
  CreateCollectionPayload: ResolverTypeWrapper<CreateCollectionPayloadMapper>;
  CreateConversationInput: CreateConversationInput;
  CreateConversationPayload: ResolverTypeWrapper<CreateConversationPayloadMapper>;
  CreateEvaluationSetInput: CreateEvaluationSetInput;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteCollectionPayload: ResolverTypeWrapper<DeleteCollectionPayload>;
  DeleteConversationPayload: ResolverTypeWrapper<DeleteConversationPayload>;
  DeleteDocumentPayload: ResolverTypeWrapper<DeleteDocumentPayload>;
  DeleteDocumentsPayload: ResolverTypeWrapper<DeleteDocumentsPayload>;
  DeleteEvaluationSetPayload: ResolverTypeWrapper<DeleteEvaluationSetPayload>;
  Document: ResolverTypeWrapper<DocumentMapper>;
  DocumentConnection: ResolverTypeWrapper<DocumentConnectionMapper>;
  DocumentEdge: ResolverTypeWrapper<Omit<DocumentEdge, 'node'> & { node: ResolversTypes['Document'] }>;
  DocumentStatus: DocumentStatus;
  DocumentVersion: ResolverTypeWrapper<DocumentVersionMapper>;
  DocumentVersionConnection: ResolverTypeWrapper<DocumentVersionConnectionMapper>;
  DocumentVersionEdge: ResolverTypeWrapper<Omit<DocumentVersionEdge, 'node'> & { node: ResolversTypes['DocumentVersion'] }>;
  DocumentVersionStatus: DocumentVersionStatus;
  EmbeddingModel: ResolverTypeWrapper<EmbeddingModel>;
  EmbeddingModelState: EmbeddingModelState;
  Estimate: ResolverTypeWrapper<Estimate>;
  EvaluationComparison: ResolverTypeWrapper<EvaluationComparison>;
  EvaluationDifference: ResolverTypeWrapper<EvaluationDifference>;
  EvaluationMeasures: ResolverTypeWrapper<EvaluationMeasures>;
  EvaluationQuestion: ResolverTypeWrapper<EvaluationQuestionMapper>;
  EvaluationQuestionConnection: ResolverTypeWrapper<EvaluationQuestionConnectionMapper>;
  EvaluationQuestionEdge: ResolverTypeWrapper<Omit<EvaluationQuestionEdge, 'node'> & { node: ResolversTypes['EvaluationQuestion'] }>;
  EvaluationQuestionInput: EvaluationQuestionInput;
  EvaluationResult: ResolverTypeWrapper<EvaluationResultMapper>;
  EvaluationResultConnection: ResolverTypeWrapper<EvaluationResultConnectionMapper>;
  EvaluationResultEdge: ResolverTypeWrapper<Omit<EvaluationResultEdge, 'node'> & { node: ResolversTypes['EvaluationResult'] }>;
  EvaluationRun: ResolverTypeWrapper<EvaluationRunMapper>;
  EvaluationRunConnection: ResolverTypeWrapper<EvaluationRunConnectionMapper>;
  EvaluationRunEdge: ResolverTypeWrapper<Omit<EvaluationRunEdge, 'node'> & { node: ResolversTypes['EvaluationRun'] }>;
  EvaluationRunPayload: ResolverTypeWrapper<EvaluationRunPayloadMapper>;
  EvaluationSet: ResolverTypeWrapper<EvaluationSetMapper>;
  EvaluationSetConnection: ResolverTypeWrapper<EvaluationSetConnectionMapper>;
  EvaluationSetEdge: ResolverTypeWrapper<Omit<EvaluationSetEdge, 'node'> & { node: ResolversTypes['EvaluationSet'] }>;
  EvaluationSetPayload: ResolverTypeWrapper<EvaluationSetPayloadMapper>;
  EvaluationStatus: EvaluationStatus;
  ExpectedDocument: ResolverTypeWrapper<ExpectedDocumentMapper>;
  ExpectedDocumentInput: ExpectedDocumentInput;
  IngestionProgress: ResolverTypeWrapper<IngestionProgressMapper>;
  IngestionProgressFilter: IngestionProgressFilter;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  KnowledgeAnswer: ResolverTypeWrapper<KnowledgeAnswerMapper>;
  KnowledgeStatus: ResolverTypeWrapper<KnowledgeStatusMapper>;
  KnowledgeUsage: ResolverTypeWrapper<KnowledgeUsageMapper>;
  MessageStatus: MessageStatus;
  MetadataCondition: MetadataCondition;
  MoveDocumentsInput: MoveDocumentsInput;
  MoveDocumentsPayload: ResolverTypeWrapper<MoveDocumentsPayloadMapper>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NearDuplicate: ResolverTypeWrapper<NearDuplicateMapper>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RemoveEvaluationQuestionsInput: RemoveEvaluationQuestionsInput;
  RenameConversationInput: RenameConversationInput;
  RenameConversationPayload: ResolverTypeWrapper<RenameConversationPayloadMapper>;
  RetryDocumentPayload: ResolverTypeWrapper<Omit<RetryDocumentPayload, 'document'> & { document: ResolversTypes['Document'] }>;
  Role: Role;
  SearchFilter: SearchFilter;
  SearchMode: SearchMode;
  SendMessageInput: SendMessageInput;
  SendMessagePayload: ResolverTypeWrapper<SendMessagePayloadMapper>;
  SettleUnansweredQuestionInput: SettleUnansweredQuestionInput;
  SettleUnansweredQuestionPayload: ResolverTypeWrapper<SettleUnansweredQuestionPayloadMapper>;
  SimilarDocument: ResolverTypeWrapper<SimilarDocumentMapper>;
  StartCrawlInput: StartCrawlInput;
  StartCrawlPayload: ResolverTypeWrapper<StartCrawlPayloadMapper>;
  StartEvaluationInput: StartEvaluationInput;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TextRange: ResolverTypeWrapper<TextRange>;
  UnansweredQuestion: ResolverTypeWrapper<UnansweredQuestionMapper>;
  UnansweredQuestionConnection: ResolverTypeWrapper<UnansweredQuestionConnectionMapper>;
  UnansweredQuestionEdge: ResolverTypeWrapper<Omit<UnansweredQuestionEdge, 'node'> & { node: ResolversTypes['UnansweredQuestion'] }>;
  UnansweredStatus: UnansweredStatus;
  UpdateCollectionInput: UpdateCollectionInput;
  UpdateCollectionPayload: ResolverTypeWrapper<UpdateCollectionPayloadMapper>;
  UpdateDocumentInput: UpdateDocumentInput;
  UpdateDocumentPayload: ResolverTypeWrapper<Omit<UpdateDocumentPayload, 'document'> & { document: ResolversTypes['Document'] }>;
  UsageKind: UsageKind;
  User: ResolverTypeWrapper<UserMapper>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AddDocumentInput: AddDocumentInput;
  String: Scalars['String']['output'];
  AddDocumentsInput: AddDocumentsInput;
  ID: Scalars['ID']['output'];
  AddDocumentsPayload: AddDocumentsPayloadMapper;
  AddEvaluationQuestionsInput: AddEvaluationQuestionsInput;
  AnswerEvent: AnswerEventMapper;
  AnswerUsage: AnswerUsageMapper;
  Float: Scalars['Float']['output'];
  Int: Scalars['Int']['output'];
  CancelCrawlPayload: CancelCrawlPayloadMapper;
  Chunk: ChunkMapper;
  ChunkConnection: ChunkConnectionMapper;
  Boolean: Scalars['Boolean']['output'];
  ChunkEdge: ChunkEdgeMapper;
  Citation: CitationMapper;
  Collection: CollectionMapper;
  Conversation: ConversationMapper;
  ConversationConnection: ConversationConnectionMapper;
  ConversationEdge: Omit<ConversationEdge, 'node'> & { node: ResolversParentTypes['Conversation'] };
  ConversationMessage: ConversationMessageMapper;
  ConversationMessageConnection: ConversationMessageConnectionMapper;
  ConversationMessageEdge: Omit<ConversationMessageEdge, 'node'> & { node: ResolversParentTypes['ConversationMessage'] };
  Crawl: CrawlMapper;
  CrawlConnection: CrawlConnectionMapper;
  CrawlCounts: CrawlCounts;
  CrawlEdge: Omit<CrawlEdge, 'node'> & { node: ResolversParentTypes['Crawl'] };
  CrawlPage: CrawlPageMapper;
  CrawlPageConnection: CrawlPageConnectionMapper;
  CrawlPageEdge: Omit<CrawlPageEdge, 'node'> & { node: ResolversParentTypes['CrawlPage'] };
  CreateCollectionInput: CreateCollectionInput;
  CreateCollectionPayload: CreateCollectionPayloadMapper;
  CreateConversationInput: CreateConversationInput;
  CreateConversationPayload: CreateConversationPayloadMapper;
  CreateEvaluationSetInput: CreateEvaluationSetInput;
  DateTime: Scalars['DateTime']['output'];
  DeleteCollectionPayload: DeleteCollectionPayload;
  DeleteConversationPayload: DeleteConversationPayload;
  DeleteDocumentPayload: DeleteDocumentPayload;
  DeleteDocumentsPayload: DeleteDocumentsPayload;
  DeleteEvaluationSetPayload: DeleteEvaluationSetPayload;
  Document: DocumentMapper;
  DocumentConnection: DocumentConnectionMapper;
  DocumentEdge: Omit<DocumentEdge, 'node'> & { node: ResolversParentTypes['Document'] };
  DocumentVersion: DocumentVersionMapper;
  DocumentVersionConnection: DocumentVersionConnectionMapper;
  DocumentVersionEdge: Omit<DocumentVersionEdge, 'node'> & { node: ResolversParentTypes['DocumentVersion'] };
  EmbeddingModel: EmbeddingModel;
  Estimate: Estimate;
  EvaluationComparison: EvaluationComparison;
  EvaluationDifference: EvaluationDifference;
  EvaluationMeasures: EvaluationMeasures;
  EvaluationQuestion: EvaluationQuestionMapper;
  EvaluationQuestionConnection: EvaluationQuestionConnectionMapper;
  EvaluationQuestionEdge: Omit<EvaluationQuestionEdge, 'node'> & { node: ResolversParentTypes['EvaluationQuestion'] };
  EvaluationQuestionInput: EvaluationQuestionInput;
  EvaluationResult: EvaluationResultMapper;
  EvaluationResultConnection: EvaluationResultConnectionMapper;
  EvaluationResultEdge: Omit<EvaluationResultEdge, 'node'> & { node: ResolversParentTypes['EvaluationResult'] };
  EvaluationRun: EvaluationRunMapper;
  EvaluationRunConnection: EvaluationRunConnectionMapper;
  EvaluationRunEdge: Omit<EvaluationRunEdge, 'node'> & { node: ResolversParentTypes['EvaluationRun'] };
  EvaluationRunPayload: EvaluationRunPayloadMapper;
  EvaluationSet: EvaluationSetMapper;
  EvaluationSetConnection: EvaluationSetConnectionMapper;
  EvaluationSetEdge: Omit<EvaluationSetEdge, 'node'> & { node: ResolversParentTypes['EvaluationSet'] };
  EvaluationSetPayload: EvaluationSetPayloadMapper;
  ExpectedDocument: ExpectedDocumentMapper;
  ExpectedDocumentInput: ExpectedDocumentInput;
  IngestionProgress: IngestionProgressMapper;
  IngestionProgressFilter: IngestionProgressFilter;
  JSON: Scalars['JSON']['output'];
  KnowledgeAnswer: KnowledgeAnswerMapper;
  KnowledgeStatus: KnowledgeStatusMapper;
  KnowledgeUsage: KnowledgeUsageMapper;
  MetadataCondition: MetadataCondition;
  MoveDocumentsInput: MoveDocumentsInput;
  MoveDocumentsPayload: MoveDocumentsPayloadMapper;
  Mutation: Record<PropertyKey, never>;
  NearDuplicate: NearDuplicateMapper;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RemoveEvaluationQuestionsInput: RemoveEvaluationQuestionsInput;
  RenameConversationInput: RenameConversationInput;
  RenameConversationPayload: RenameConversationPayloadMapper;
  RetryDocumentPayload: Omit<RetryDocumentPayload, 'document'> & { document: ResolversParentTypes['Document'] };
  SearchFilter: SearchFilter;
  SendMessageInput: SendMessageInput;
  SendMessagePayload: SendMessagePayloadMapper;
  SettleUnansweredQuestionInput: SettleUnansweredQuestionInput;
  SettleUnansweredQuestionPayload: SettleUnansweredQuestionPayloadMapper;
  SimilarDocument: SimilarDocumentMapper;
  StartCrawlInput: StartCrawlInput;
  StartCrawlPayload: StartCrawlPayloadMapper;
  StartEvaluationInput: StartEvaluationInput;
  Subscription: Record<PropertyKey, never>;
  TextRange: TextRange;
  UnansweredQuestion: UnansweredQuestionMapper;
  UnansweredQuestionConnection: UnansweredQuestionConnectionMapper;
  UnansweredQuestionEdge: Omit<UnansweredQuestionEdge, 'node'> & { node: ResolversParentTypes['UnansweredQuestion'] };
  UpdateCollectionInput: UpdateCollectionInput;
  UpdateCollectionPayload: UpdateCollectionPayloadMapper;
  UpdateDocumentInput: UpdateDocumentInput;
  UpdateDocumentPayload: Omit<UpdateDocumentPayload, 'document'> & { document: ResolversParentTypes['Document'] };
  User: UserMapper;
};

export type AddDocumentsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddDocumentsPayload'] = ResolversParentTypes['AddDocumentsPayload']> = {
  documents?: Resolver<Array<ResolversTypes['Document']>, ParentType, ContextType>;
};

export type AnswerEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AnswerEvent'] = ResolversParentTypes['AnswerEvent']> = {
  answer?: Resolver<Maybe<ResolversTypes['KnowledgeAnswer']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AnswerEventKind'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['ConversationMessage']>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  usage?: Resolver<Maybe<ResolversTypes['AnswerUsage']>, ParentType, ContextType>;
};

export type AnswerUsageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AnswerUsage'] = ResolversParentTypes['AnswerUsage']> = {
  cost?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  inputTokens?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outputTokens?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CancelCrawlPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelCrawlPayload'] = ResolversParentTypes['CancelCrawlPayload']> = {
  crawl?: Resolver<ResolversTypes['Crawl'], ParentType, ContextType>;
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
  modeUsed?: Resolver<ResolversTypes['SearchMode'], ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  reranked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ChunkEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChunkEdge'] = ResolversParentTypes['ChunkEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  highlights?: Resolver<Array<ResolversTypes['TextRange']>, ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Chunk'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type CitationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Citation'] = ResolversParentTypes['Citation']> = {
  chunk?: Resolver<ResolversTypes['Chunk'], ParentType, ContextType>;
  endOffset?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quote?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startOffset?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CollectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Collection'] = ResolversParentTypes['Collection']> = {
  access?: Resolver<ResolversTypes['CollectionAccess'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  members?: Resolver<Array<Maybe<ResolversTypes['User']>>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['Role']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ConversationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Conversation'] = ResolversParentTypes['Conversation']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  messages?: Resolver<ResolversTypes['ConversationMessageConnection'], ParentType, ContextType, Partial<ConversationMessagesArgs>>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ConversationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationConnection'] = ResolversParentTypes['ConversationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ConversationEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ConversationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationEdge'] = ResolversParentTypes['ConversationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Conversation'], ParentType, ContextType>;
};

export type ConversationMessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationMessage'] = ResolversParentTypes['ConversationMessage']> = {
  answer?: Resolver<Maybe<ResolversTypes['KnowledgeAnswer']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  failureReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outdated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  question?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['MessageStatus'], ParentType, ContextType>;
};

export type ConversationMessageConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationMessageConnection'] = ResolversParentTypes['ConversationMessageConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ConversationMessageEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ConversationMessageEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationMessageEdge'] = ResolversParentTypes['ConversationMessageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ConversationMessage'], ParentType, ContextType>;
};

export type CrawlResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Crawl'] = ResolversParentTypes['Crawl']> = {
  counts?: Resolver<ResolversTypes['CrawlCounts'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  exclude?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  failureReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  include?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  limitReached?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  maxDepth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  maxPages?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  metadata?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  pages?: Resolver<ResolversTypes['CrawlPageConnection'], ParentType, ContextType, Partial<CrawlPagesArgs>>;
  status?: Resolver<ResolversTypes['CrawlStatus'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CrawlConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CrawlConnection'] = ResolversParentTypes['CrawlConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CrawlEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CrawlCountsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CrawlCounts'] = ResolversParentTypes['CrawlCounts']> = {
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  queued?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  skipped?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  stored?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CrawlEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CrawlEdge'] = ResolversParentTypes['CrawlEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Crawl'], ParentType, ContextType>;
};

export type CrawlPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CrawlPage'] = ResolversParentTypes['CrawlPage']> = {
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  document?: Resolver<Maybe<ResolversTypes['Document']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  httpStatus?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CrawlPageStatus'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CrawlPageConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CrawlPageConnection'] = ResolversParentTypes['CrawlPageConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CrawlPageEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CrawlPageEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CrawlPageEdge'] = ResolversParentTypes['CrawlPageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CrawlPage'], ParentType, ContextType>;
};

export type CreateCollectionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateCollectionPayload'] = ResolversParentTypes['CreateCollectionPayload']> = {
  collection?: Resolver<ResolversTypes['Collection'], ParentType, ContextType>;
};

export type CreateConversationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateConversationPayload'] = ResolversParentTypes['CreateConversationPayload']> = {
  conversation?: Resolver<ResolversTypes['Conversation'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteCollectionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteCollectionPayload'] = ResolversParentTypes['DeleteCollectionPayload']> = {
  deletedId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type DeleteConversationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteConversationPayload'] = ResolversParentTypes['DeleteConversationPayload']> = {
  deletedId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type DeleteDocumentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteDocumentPayload'] = ResolversParentTypes['DeleteDocumentPayload']> = {
  deletedId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type DeleteDocumentsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteDocumentsPayload'] = ResolversParentTypes['DeleteDocumentsPayload']> = {
  deletedIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type DeleteEvaluationSetPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteEvaluationSetPayload'] = ResolversParentTypes['DeleteEvaluationSetPayload']> = {
  deletedId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type DocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Document'] = ResolversParentTypes['Document'], FederationReferenceType extends FederationReferenceTypes['Document'] = FederationReferenceTypes['Document']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Document']> | FederationReferenceType, FederationReferenceType, ContextType>;
  chunkCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  collection?: Resolver<Maybe<ResolversTypes['Collection']>, ParentType, ContextType>;
  contentType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  failureReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  metadata?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  nearDuplicates?: Resolver<Array<ResolversTypes['NearDuplicate']>, ParentType, ContextType, Partial<DocumentNearDuplicatesArgs>>;
  readyVersion?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  similar?: Resolver<Array<ResolversTypes['SimilarDocument']>, ParentType, ContextType, Partial<DocumentSimilarArgs>>;
  status?: Resolver<ResolversTypes['DocumentStatus'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['DocumentVersionConnection'], ParentType, ContextType, Partial<DocumentVersionsArgs>>;
  waitingReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DocumentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentConnection'] = ResolversParentTypes['DocumentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DocumentEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DocumentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentEdge'] = ResolversParentTypes['DocumentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Document'], ParentType, ContextType>;
};

export type DocumentVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentVersion'] = ResolversParentTypes['DocumentVersion']> = {
  chunkCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contentType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  documentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  failureReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  metadata?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  searched?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['DocumentVersionStatus'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DocumentVersionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentVersionConnection'] = ResolversParentTypes['DocumentVersionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DocumentVersionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DocumentVersionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentVersionEdge'] = ResolversParentTypes['DocumentVersionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['DocumentVersion'], ParentType, ContextType>;
};

export type EmbeddingModelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EmbeddingModel'] = ResolversParentTypes['EmbeddingModel']> = {
  dimensions?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  filled?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['EmbeddingModelState'], ParentType, ContextType>;
};

export type EstimateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Estimate'] = ResolversParentTypes['Estimate']> = {
  high?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  low?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  mean?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type EvaluationComparisonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvaluationComparison'] = ResolversParentTypes['EvaluationComparison']> = {
  mrr10?: Resolver<ResolversTypes['EvaluationDifference'], ParentType, ContextType>;
  ndcg10?: Resolver<ResolversTypes['EvaluationDifference'], ParentType, ContextType>;
  questions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  recall100?: Resolver<ResolversTypes['EvaluationDifference'], ParentType, ContextType>;
};

export type EvaluationDifferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvaluationDifference'] = ResolversParentTypes['EvaluationDifference']> = {
  high?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  low?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  mean?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  p?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type EvaluationMeasuresResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvaluationMeasures'] = ResolversParentTypes['EvaluationMeasures']> = {
  mrr10?: Resolver<ResolversTypes['Estimate'], ParentType, ContextType>;
  ndcg10?: Resolver<ResolversTypes['Estimate'], ParentType, ContextType>;
  questions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  recall100?: Resolver<ResolversTypes['Estimate'], ParentType, ContextType>;
};

export type EvaluationQuestionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvaluationQuestion'] = ResolversParentTypes['EvaluationQuestion']> = {
  expected?: Resolver<Array<ResolversTypes['ExpectedDocument']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  question?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EvaluationQuestionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvaluationQuestionConnection'] = ResolversParentTypes['EvaluationQuestionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['EvaluationQuestionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type EvaluationQuestionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvaluationQuestionEdge'] = ResolversParentTypes['EvaluationQuestionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['EvaluationQuestion'], ParentType, ContextType>;
};

export type EvaluationResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvaluationResult'] = ResolversParentTypes['EvaluationResult']> = {
  mrr10?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  ndcg10?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  question?: Resolver<ResolversTypes['EvaluationQuestion'], ParentType, ContextType>;
  recall100?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type EvaluationResultConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvaluationResultConnection'] = ResolversParentTypes['EvaluationResultConnection']> = {
  edges?: Resolver<Array<ResolversTypes['EvaluationResultEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type EvaluationResultEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvaluationResultEdge'] = ResolversParentTypes['EvaluationResultEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['EvaluationResult'], ParentType, ContextType>;
};

export type EvaluationRunResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvaluationRun'] = ResolversParentTypes['EvaluationRun']> = {
  comparedWith?: Resolver<Maybe<ResolversTypes['EvaluationComparison']>, ParentType, ContextType, RequireFields<EvaluationRunComparedWithArgs, 'runId'>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  failureReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  measures?: Resolver<Maybe<ResolversTypes['EvaluationMeasures']>, ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['SearchMode'], ParentType, ContextType>;
  results?: Resolver<ResolversTypes['EvaluationResultConnection'], ParentType, ContextType, Partial<EvaluationRunResultsArgs>>;
  startedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EvaluationStatus'], ParentType, ContextType>;
};

export type EvaluationRunConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvaluationRunConnection'] = ResolversParentTypes['EvaluationRunConnection']> = {
  edges?: Resolver<Array<ResolversTypes['EvaluationRunEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type EvaluationRunEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvaluationRunEdge'] = ResolversParentTypes['EvaluationRunEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['EvaluationRun'], ParentType, ContextType>;
};

export type EvaluationRunPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvaluationRunPayload'] = ResolversParentTypes['EvaluationRunPayload']> = {
  evaluationRun?: Resolver<ResolversTypes['EvaluationRun'], ParentType, ContextType>;
};

export type EvaluationSetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvaluationSet'] = ResolversParentTypes['EvaluationSet']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  questionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  questions?: Resolver<ResolversTypes['EvaluationQuestionConnection'], ParentType, ContextType, Partial<EvaluationSetQuestionsArgs>>;
  runs?: Resolver<ResolversTypes['EvaluationRunConnection'], ParentType, ContextType, Partial<EvaluationSetRunsArgs>>;
};

export type EvaluationSetConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvaluationSetConnection'] = ResolversParentTypes['EvaluationSetConnection']> = {
  edges?: Resolver<Array<ResolversTypes['EvaluationSetEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type EvaluationSetEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvaluationSetEdge'] = ResolversParentTypes['EvaluationSetEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['EvaluationSet'], ParentType, ContextType>;
};

export type EvaluationSetPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EvaluationSetPayload'] = ResolversParentTypes['EvaluationSetPayload']> = {
  evaluationSet?: Resolver<ResolversTypes['EvaluationSet'], ParentType, ContextType>;
};

export type ExpectedDocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExpectedDocument'] = ResolversParentTypes['ExpectedDocument']> = {
  document?: Resolver<ResolversTypes['Document'], ParentType, ContextType>;
  relevance?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type IngestionProgressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['IngestionProgress'] = ResolversParentTypes['IngestionProgress']> = {
  chunksDone?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  chunksTotal?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  documentsDone?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  documentsFailed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  documentsPending?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  documentsTotal?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failures?: Resolver<Array<ResolversTypes['Document']>, ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type KnowledgeAnswerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KnowledgeAnswer'] = ResolversParentTypes['KnowledgeAnswer']> = {
  answer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  answered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  citations?: Resolver<Array<ResolversTypes['Citation']>, ParentType, ContextType>;
  model?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  usage?: Resolver<ResolversTypes['AnswerUsage'], ParentType, ContextType>;
};

export type KnowledgeStatusResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KnowledgeStatus'] = ResolversParentTypes['KnowledgeStatus']> = {
  chunks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  documents?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  models?: Resolver<Array<ResolversTypes['EmbeddingModel']>, ParentType, ContextType>;
  pending?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type KnowledgeUsageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KnowledgeUsage'] = ResolversParentTypes['KnowledgeUsage']> = {
  calls?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cost?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  day?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  inputTokens?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['UsageKind'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outputTokens?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MoveDocumentsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MoveDocumentsPayload'] = ResolversParentTypes['MoveDocumentsPayload']> = {
  documents?: Resolver<Array<ResolversTypes['Document']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addDocuments?: Resolver<ResolversTypes['AddDocumentsPayload'], ParentType, ContextType, RequireFields<MutationAddDocumentsArgs, 'input'>>;
  addEvaluationQuestions?: Resolver<ResolversTypes['EvaluationSetPayload'], ParentType, ContextType, RequireFields<MutationAddEvaluationQuestionsArgs, 'input'>>;
  cancelCrawl?: Resolver<ResolversTypes['CancelCrawlPayload'], ParentType, ContextType, RequireFields<MutationCancelCrawlArgs, 'id'>>;
  createCollection?: Resolver<ResolversTypes['CreateCollectionPayload'], ParentType, ContextType, RequireFields<MutationCreateCollectionArgs, 'input'>>;
  createConversation?: Resolver<ResolversTypes['CreateConversationPayload'], ParentType, ContextType, Partial<MutationCreateConversationArgs>>;
  createEvaluationSet?: Resolver<ResolversTypes['EvaluationSetPayload'], ParentType, ContextType, RequireFields<MutationCreateEvaluationSetArgs, 'input'>>;
  deleteCollection?: Resolver<ResolversTypes['DeleteCollectionPayload'], ParentType, ContextType, RequireFields<MutationDeleteCollectionArgs, 'id'>>;
  deleteConversation?: Resolver<ResolversTypes['DeleteConversationPayload'], ParentType, ContextType, RequireFields<MutationDeleteConversationArgs, 'id'>>;
  deleteDocument?: Resolver<ResolversTypes['DeleteDocumentPayload'], ParentType, ContextType, RequireFields<MutationDeleteDocumentArgs, 'id'>>;
  deleteDocuments?: Resolver<ResolversTypes['DeleteDocumentsPayload'], ParentType, ContextType, RequireFields<MutationDeleteDocumentsArgs, 'ids'>>;
  deleteEvaluationSet?: Resolver<ResolversTypes['DeleteEvaluationSetPayload'], ParentType, ContextType, RequireFields<MutationDeleteEvaluationSetArgs, 'id'>>;
  moveDocuments?: Resolver<ResolversTypes['MoveDocumentsPayload'], ParentType, ContextType, RequireFields<MutationMoveDocumentsArgs, 'input'>>;
  removeEvaluationQuestions?: Resolver<ResolversTypes['EvaluationSetPayload'], ParentType, ContextType, RequireFields<MutationRemoveEvaluationQuestionsArgs, 'input'>>;
  renameConversation?: Resolver<ResolversTypes['RenameConversationPayload'], ParentType, ContextType, RequireFields<MutationRenameConversationArgs, 'input'>>;
  retryDocument?: Resolver<ResolversTypes['RetryDocumentPayload'], ParentType, ContextType, RequireFields<MutationRetryDocumentArgs, 'id'>>;
  retryMessage?: Resolver<ResolversTypes['SendMessagePayload'], ParentType, ContextType, RequireFields<MutationRetryMessageArgs, 'id'>>;
  sendMessage?: Resolver<ResolversTypes['SendMessagePayload'], ParentType, ContextType, RequireFields<MutationSendMessageArgs, 'input'>>;
  settleUnansweredQuestion?: Resolver<ResolversTypes['SettleUnansweredQuestionPayload'], ParentType, ContextType, RequireFields<MutationSettleUnansweredQuestionArgs, 'input'>>;
  startCrawl?: Resolver<ResolversTypes['StartCrawlPayload'], ParentType, ContextType, RequireFields<MutationStartCrawlArgs, 'input'>>;
  startEvaluation?: Resolver<ResolversTypes['EvaluationRunPayload'], ParentType, ContextType, RequireFields<MutationStartEvaluationArgs, 'input'>>;
  updateCollection?: Resolver<ResolversTypes['UpdateCollectionPayload'], ParentType, ContextType, RequireFields<MutationUpdateCollectionArgs, 'input'>>;
  updateDocument?: Resolver<ResolversTypes['UpdateDocumentPayload'], ParentType, ContextType, RequireFields<MutationUpdateDocumentArgs, 'input'>>;
};

export type NearDuplicateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NearDuplicate'] = ResolversParentTypes['NearDuplicate']> = {
  document?: Resolver<ResolversTypes['Document'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  askKnowledge?: Resolver<ResolversTypes['KnowledgeAnswer'], ParentType, ContextType, RequireFields<QueryAskKnowledgeArgs, 'question'>>;
  collection?: Resolver<Maybe<ResolversTypes['Collection']>, ParentType, ContextType, RequireFields<QueryCollectionArgs, 'id'>>;
  collections?: Resolver<Array<ResolversTypes['Collection']>, ParentType, ContextType>;
  conversation?: Resolver<Maybe<ResolversTypes['Conversation']>, ParentType, ContextType, RequireFields<QueryConversationArgs, 'id'>>;
  conversations?: Resolver<ResolversTypes['ConversationConnection'], ParentType, ContextType, Partial<QueryConversationsArgs>>;
  crawl?: Resolver<ResolversTypes['Crawl'], ParentType, ContextType, RequireFields<QueryCrawlArgs, 'id'>>;
  crawls?: Resolver<ResolversTypes['CrawlConnection'], ParentType, ContextType, Partial<QueryCrawlsArgs>>;
  document?: Resolver<Maybe<ResolversTypes['Document']>, ParentType, ContextType, RequireFields<QueryDocumentArgs, 'id'>>;
  documentVersion?: Resolver<Maybe<ResolversTypes['DocumentVersion']>, ParentType, ContextType, RequireFields<QueryDocumentVersionArgs, 'documentId' | 'version'>>;
  documents?: Resolver<ResolversTypes['DocumentConnection'], ParentType, ContextType, Partial<QueryDocumentsArgs>>;
  evaluationRun?: Resolver<Maybe<ResolversTypes['EvaluationRun']>, ParentType, ContextType, RequireFields<QueryEvaluationRunArgs, 'id'>>;
  evaluationSet?: Resolver<Maybe<ResolversTypes['EvaluationSet']>, ParentType, ContextType, RequireFields<QueryEvaluationSetArgs, 'id'>>;
  evaluationSets?: Resolver<ResolversTypes['EvaluationSetConnection'], ParentType, ContextType, Partial<QueryEvaluationSetsArgs>>;
  knowledgeStatus?: Resolver<ResolversTypes['KnowledgeStatus'], ParentType, ContextType>;
  knowledgeUsage?: Resolver<Array<ResolversTypes['KnowledgeUsage']>, ParentType, ContextType, RequireFields<QueryKnowledgeUsageArgs, 'from' | 'to'>>;
  searchKnowledge?: Resolver<ResolversTypes['ChunkConnection'], ParentType, ContextType, RequireFields<QuerySearchKnowledgeArgs, 'query'>>;
  unansweredQuestions?: Resolver<ResolversTypes['UnansweredQuestionConnection'], ParentType, ContextType, Partial<QueryUnansweredQuestionsArgs>>;
};

export type RenameConversationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RenameConversationPayload'] = ResolversParentTypes['RenameConversationPayload']> = {
  conversation?: Resolver<ResolversTypes['Conversation'], ParentType, ContextType>;
};

export type RetryDocumentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetryDocumentPayload'] = ResolversParentTypes['RetryDocumentPayload']> = {
  document?: Resolver<ResolversTypes['Document'], ParentType, ContextType>;
};

export type SendMessagePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SendMessagePayload'] = ResolversParentTypes['SendMessagePayload']> = {
  conversation?: Resolver<ResolversTypes['Conversation'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['ConversationMessage'], ParentType, ContextType>;
};

export type SettleUnansweredQuestionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SettleUnansweredQuestionPayload'] = ResolversParentTypes['SettleUnansweredQuestionPayload']> = {
  question?: Resolver<ResolversTypes['UnansweredQuestion'], ParentType, ContextType>;
};

export type SimilarDocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SimilarDocument'] = ResolversParentTypes['SimilarDocument']> = {
  document?: Resolver<ResolversTypes['Document'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type StartCrawlPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartCrawlPayload'] = ResolversParentTypes['StartCrawlPayload']> = {
  crawl?: Resolver<ResolversTypes['Crawl'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  answerStream?: SubscriptionResolver<ResolversTypes['AnswerEvent'], "answerStream", ParentType, ContextType, RequireFields<SubscriptionAnswerStreamArgs, 'question'>>;
  ingestionProgress?: SubscriptionResolver<ResolversTypes['IngestionProgress'], "ingestionProgress", ParentType, ContextType, Partial<SubscriptionIngestionProgressArgs>>;
};

export type TextRangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TextRange'] = ResolversParentTypes['TextRange']> = {
  end?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UnansweredQuestionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnansweredQuestion'] = ResolversParentTypes['UnansweredQuestion']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  firstAskedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastAskedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  question?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  settledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  settledBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['UnansweredStatus'], ParentType, ContextType>;
};

export type UnansweredQuestionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnansweredQuestionConnection'] = ResolversParentTypes['UnansweredQuestionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['UnansweredQuestionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type UnansweredQuestionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnansweredQuestionEdge'] = ResolversParentTypes['UnansweredQuestionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['UnansweredQuestion'], ParentType, ContextType>;
};

export type UpdateCollectionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateCollectionPayload'] = ResolversParentTypes['UpdateCollectionPayload']> = {
  collection?: Resolver<ResolversTypes['Collection'], ParentType, ContextType>;
};

export type UpdateDocumentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateDocumentPayload'] = ResolversParentTypes['UpdateDocumentPayload']> = {
  document?: Resolver<ResolversTypes['Document'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AddDocumentsPayload?: AddDocumentsPayloadResolvers<ContextType>;
  AnswerEvent?: AnswerEventResolvers<ContextType>;
  AnswerUsage?: AnswerUsageResolvers<ContextType>;
  CancelCrawlPayload?: CancelCrawlPayloadResolvers<ContextType>;
  Chunk?: ChunkResolvers<ContextType>;
  ChunkConnection?: ChunkConnectionResolvers<ContextType>;
  ChunkEdge?: ChunkEdgeResolvers<ContextType>;
  Citation?: CitationResolvers<ContextType>;
  Collection?: CollectionResolvers<ContextType>;
  Conversation?: ConversationResolvers<ContextType>;
  ConversationConnection?: ConversationConnectionResolvers<ContextType>;
  ConversationEdge?: ConversationEdgeResolvers<ContextType>;
  ConversationMessage?: ConversationMessageResolvers<ContextType>;
  ConversationMessageConnection?: ConversationMessageConnectionResolvers<ContextType>;
  ConversationMessageEdge?: ConversationMessageEdgeResolvers<ContextType>;
  Crawl?: CrawlResolvers<ContextType>;
  CrawlConnection?: CrawlConnectionResolvers<ContextType>;
  CrawlCounts?: CrawlCountsResolvers<ContextType>;
  CrawlEdge?: CrawlEdgeResolvers<ContextType>;
  CrawlPage?: CrawlPageResolvers<ContextType>;
  CrawlPageConnection?: CrawlPageConnectionResolvers<ContextType>;
  CrawlPageEdge?: CrawlPageEdgeResolvers<ContextType>;
  CreateCollectionPayload?: CreateCollectionPayloadResolvers<ContextType>;
  CreateConversationPayload?: CreateConversationPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteCollectionPayload?: DeleteCollectionPayloadResolvers<ContextType>;
  DeleteConversationPayload?: DeleteConversationPayloadResolvers<ContextType>;
  DeleteDocumentPayload?: DeleteDocumentPayloadResolvers<ContextType>;
  DeleteDocumentsPayload?: DeleteDocumentsPayloadResolvers<ContextType>;
  DeleteEvaluationSetPayload?: DeleteEvaluationSetPayloadResolvers<ContextType>;
  Document?: DocumentResolvers<ContextType>;
  DocumentConnection?: DocumentConnectionResolvers<ContextType>;
  DocumentEdge?: DocumentEdgeResolvers<ContextType>;
  DocumentVersion?: DocumentVersionResolvers<ContextType>;
  DocumentVersionConnection?: DocumentVersionConnectionResolvers<ContextType>;
  DocumentVersionEdge?: DocumentVersionEdgeResolvers<ContextType>;
  EmbeddingModel?: EmbeddingModelResolvers<ContextType>;
  Estimate?: EstimateResolvers<ContextType>;
  EvaluationComparison?: EvaluationComparisonResolvers<ContextType>;
  EvaluationDifference?: EvaluationDifferenceResolvers<ContextType>;
  EvaluationMeasures?: EvaluationMeasuresResolvers<ContextType>;
  EvaluationQuestion?: EvaluationQuestionResolvers<ContextType>;
  EvaluationQuestionConnection?: EvaluationQuestionConnectionResolvers<ContextType>;
  EvaluationQuestionEdge?: EvaluationQuestionEdgeResolvers<ContextType>;
  EvaluationResult?: EvaluationResultResolvers<ContextType>;
  EvaluationResultConnection?: EvaluationResultConnectionResolvers<ContextType>;
  EvaluationResultEdge?: EvaluationResultEdgeResolvers<ContextType>;
  EvaluationRun?: EvaluationRunResolvers<ContextType>;
  EvaluationRunConnection?: EvaluationRunConnectionResolvers<ContextType>;
  EvaluationRunEdge?: EvaluationRunEdgeResolvers<ContextType>;
  EvaluationRunPayload?: EvaluationRunPayloadResolvers<ContextType>;
  EvaluationSet?: EvaluationSetResolvers<ContextType>;
  EvaluationSetConnection?: EvaluationSetConnectionResolvers<ContextType>;
  EvaluationSetEdge?: EvaluationSetEdgeResolvers<ContextType>;
  EvaluationSetPayload?: EvaluationSetPayloadResolvers<ContextType>;
  ExpectedDocument?: ExpectedDocumentResolvers<ContextType>;
  IngestionProgress?: IngestionProgressResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  KnowledgeAnswer?: KnowledgeAnswerResolvers<ContextType>;
  KnowledgeStatus?: KnowledgeStatusResolvers<ContextType>;
  KnowledgeUsage?: KnowledgeUsageResolvers<ContextType>;
  MoveDocumentsPayload?: MoveDocumentsPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NearDuplicate?: NearDuplicateResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RenameConversationPayload?: RenameConversationPayloadResolvers<ContextType>;
  RetryDocumentPayload?: RetryDocumentPayloadResolvers<ContextType>;
  SendMessagePayload?: SendMessagePayloadResolvers<ContextType>;
  SettleUnansweredQuestionPayload?: SettleUnansweredQuestionPayloadResolvers<ContextType>;
  SimilarDocument?: SimilarDocumentResolvers<ContextType>;
  StartCrawlPayload?: StartCrawlPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TextRange?: TextRangeResolvers<ContextType>;
  UnansweredQuestion?: UnansweredQuestionResolvers<ContextType>;
  UnansweredQuestionConnection?: UnansweredQuestionConnectionResolvers<ContextType>;
  UnansweredQuestionEdge?: UnansweredQuestionEdgeResolvers<ContextType>;
  UpdateCollectionPayload?: UpdateCollectionPayloadResolvers<ContextType>;
  UpdateDocumentPayload?: UpdateDocumentPayloadResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
};

