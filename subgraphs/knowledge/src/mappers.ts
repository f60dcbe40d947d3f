// What resolvers return for a GraphQL type, where that is not the type itself: `pnpm codegen` reads the names.
import type { Connection } from '@prism/graphql-kit/connection';

import type { KnowledgeAnswer } from './answer/askKnowledge.ts';
import type { Chunk } from './chunk/chunk.ts';
import type { Collection } from './collection/collection.ts';
import type { Document } from './document/document.ts';
import type { NearDuplicate } from './near-duplicate/listNearDuplicates.ts';
import type { IngestionProgress } from './progress/progress.ts';
import type { DocumentVersion } from './version/version.ts';
import type { EvaluationQuestion, EvaluationResult, EvaluationRun, EvaluationSet } from './evaluation/evaluation.ts';
import type { ChunkPage, FoundChunk } from './search/searchKnowledge.ts';

export type { Chunk, Document, DocumentVersion, IngestionProgress, KnowledgeAnswer, NearDuplicate };
export type { Collection };
export type CreateCollectionPayload = { readonly collection: Collection };
export type UpdateCollectionPayload = { readonly collection: Collection };
export type MoveDocumentsPayload = { readonly documents: readonly Document[] };
export type AddDocumentsPayload = { readonly documents: readonly Document[] };
export type ChunkConnection = ChunkPage;
export type ChunkEdge = FoundChunk;
export type DocumentConnection = Connection<Document>;
export type DocumentVersionConnection = Connection<DocumentVersion>;
export type { EvaluationQuestion, EvaluationResult, EvaluationRun, EvaluationSet };
export type EvaluationQuestionConnection = Connection<EvaluationQuestion>;
export type EvaluationResultConnection = Connection<EvaluationResult>;
export type EvaluationRunConnection = Connection<EvaluationRun>;
export type EvaluationSetConnection = Connection<EvaluationSet>;
export type EvaluationRunPayload = { readonly evaluationRun: EvaluationRun };
export type EvaluationSetPayload = { readonly evaluationSet: EvaluationSet };
export type ExpectedDocument = { readonly document: Document; readonly relevance: number };
export type User = { readonly id: string };
