// What resolvers return for a GraphQL type, where that is not the type itself: `pnpm codegen` reads the names.
import type { Connection } from '@prism/graphql-kit/connection';

import type { AnswerUsage, Citation, KnowledgeAnswer } from './answer/answer.ts';
import type { AnswerEvent } from './answer/streamAnswer.ts';
import type { Chunk } from './chunk/chunk.ts';
import type { Collection } from './collection/collection.ts';
import type { Conversation } from './conversation/conversation.ts';
import type { Message } from './conversation/message.ts';
import type { MessageIn } from './conversation/sendMessage.ts';
import type { Crawl, CrawlPage } from './crawl/crawl.ts';
import type { Document } from './document/document.ts';
import type { LikeDocument } from './document/likeDocuments.ts';
import type { EvaluationQuestion, EvaluationResult, EvaluationRun, EvaluationSet } from './evaluation/evaluation.ts';
import type { KnowledgeStatus } from './progress/getKnowledgeStatus.ts';
import type { IngestionProgress } from './progress/progress.ts';
import type { UnansweredQuestion } from './question/question.ts';
import type { ChunkPage, FoundChunk } from './search/searchKnowledge.ts';
import type { KnowledgeUsage } from './usage/usage.ts';
import type { DocumentVersion } from './version/version.ts';

export type { AnswerEvent, AnswerUsage, Citation, KnowledgeAnswer };

export type { Chunk };
export type ChunkConnection = ChunkPage;
export type ChunkEdge = FoundChunk;

export type { Collection };
export type CreateCollectionPayload = { readonly collection: Collection };
export type UpdateCollectionPayload = { readonly collection: Collection };
export type MoveDocumentsPayload = { readonly documents: readonly Document[] };

export type { Conversation };
export type ConversationConnection = Connection<Conversation>;
export type ConversationMessage = Message;
export type ConversationMessageConnection = Connection<Message>;
export type CreateConversationPayload = { readonly conversation: Conversation };
export type RenameConversationPayload = { readonly conversation: Conversation };
export type SendMessagePayload = MessageIn;

export type { Crawl, CrawlPage };
export type CrawlConnection = Connection<Crawl>;
export type CrawlPageConnection = Connection<CrawlPage>;
export type StartCrawlPayload = { readonly crawl: Crawl };
export type CancelCrawlPayload = { readonly crawl: Crawl };

export type { Document, DocumentVersion };
export type DocumentConnection = Connection<Document>;
export type DocumentVersionConnection = Connection<DocumentVersion>;
export type AddDocumentsPayload = { readonly documents: readonly Document[] };
export type SimilarDocument = LikeDocument;
export type NearDuplicate = LikeDocument;

export type { EvaluationQuestion, EvaluationResult, EvaluationRun, EvaluationSet };
export type EvaluationQuestionConnection = Connection<EvaluationQuestion>;
export type EvaluationResultConnection = Connection<EvaluationResult>;
export type EvaluationRunConnection = Connection<EvaluationRun>;
export type EvaluationSetConnection = Connection<EvaluationSet>;
export type EvaluationRunPayload = { readonly evaluationRun: EvaluationRun };
export type EvaluationSetPayload = { readonly evaluationSet: EvaluationSet };
export type ExpectedDocument = { readonly document: Document; readonly relevance: number };

export type { IngestionProgress, KnowledgeStatus, KnowledgeUsage };

export type { UnansweredQuestion };
export type UnansweredQuestionConnection = Connection<UnansweredQuestion>;
export type SettleUnansweredQuestionPayload = { readonly question: UnansweredQuestion };

export type User = { readonly id: string };
