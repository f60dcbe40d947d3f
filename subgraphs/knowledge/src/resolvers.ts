import { askKnowledge } from './answer/resolvers/Query/askKnowledge.ts';
import { Chunk } from './chunk/resolvers/Chunk.ts';
import { Collection } from './collection/resolvers/Collection.ts';
import { createCollection } from './collection/resolvers/Mutation/createCollection.ts';
import { deleteCollection } from './collection/resolvers/Mutation/deleteCollection.ts';
import { moveDocuments } from './collection/resolvers/Mutation/moveDocuments.ts';
import { updateCollection } from './collection/resolvers/Mutation/updateCollection.ts';
import { collection } from './collection/resolvers/Query/collection.ts';
import { collections } from './collection/resolvers/Query/collections.ts';
import { addDocuments } from './document/resolvers/Mutation/addDocuments.ts';
import { deleteDocument } from './document/resolvers/Mutation/deleteDocument.ts';
import { retryDocument } from './document/resolvers/Mutation/retryDocument.ts';
import { document } from './document/resolvers/Query/document.ts';
import { documents } from './document/resolvers/Query/documents.ts';
import { knowledgeStatus } from './document/resolvers/Query/knowledgeStatus.ts';
import { Document } from './document/resolvers/Document.ts';
import {
  EvaluationQuestion,
  EvaluationResult,
  EvaluationRun,
  EvaluationSet,
} from './evaluation/resolvers/evaluationTypes.ts';
import { addEvaluationQuestions } from './evaluation/resolvers/Mutation/addEvaluationQuestions.ts';
import { createEvaluationSet } from './evaluation/resolvers/Mutation/createEvaluationSet.ts';
import { deleteEvaluationSet } from './evaluation/resolvers/Mutation/deleteEvaluationSet.ts';
import { removeEvaluationQuestions } from './evaluation/resolvers/Mutation/removeEvaluationQuestions.ts';
import { startEvaluation } from './evaluation/resolvers/Mutation/startEvaluation.ts';
import { evaluationRun } from './evaluation/resolvers/Query/evaluationRun.ts';
import { evaluationSet } from './evaluation/resolvers/Query/evaluationSet.ts';
import { evaluationSets } from './evaluation/resolvers/Query/evaluationSets.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { ChunkEdge } from './search/resolvers/ChunkEdge.ts';
import { IngestionProgress } from './progress/resolvers/IngestionProgress.ts';
import { ingestionProgress } from './progress/resolvers/Subscription/ingestionProgress.ts';
import { searchKnowledge } from './search/resolvers/Query/searchKnowledge.ts';
import { DocumentVersion } from './version/resolvers/DocumentVersion.ts';
import { documentVersion } from './version/resolvers/Query/documentVersion.ts';

export const resolvers: Resolvers = {
  Query: {
    collection,
    collections,
    document,
    documents,
    documentVersion,
    knowledgeStatus,
    searchKnowledge,
    askKnowledge,
    evaluationRun,
    evaluationSet,
    evaluationSets,
  },
  Mutation: {
    createCollection,
    deleteCollection,
    moveDocuments,
    updateCollection,
    addDocuments,
    deleteDocument,
    retryDocument,
    addEvaluationQuestions,
    createEvaluationSet,
    deleteEvaluationSet,
    removeEvaluationQuestions,
    startEvaluation,
  },
  Subscription: { ingestionProgress },
  Collection,
  Document,
  DocumentVersion,
  IngestionProgress,
  Chunk,
  ChunkEdge,
  EvaluationQuestion,
  EvaluationResult,
  EvaluationRun,
  EvaluationSet,
};
