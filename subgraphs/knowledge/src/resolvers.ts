import { askKnowledge } from './answer/resolvers/Query/askKnowledge.ts';
import { answerStream } from './answer/resolvers/Subscription/answerStream.ts';
import { Chunk } from './chunk/resolvers/Chunk.ts';
import { Collection } from './collection/resolvers/Collection.ts';
import { createCollection } from './collection/resolvers/Mutation/createCollection.ts';
import { deleteCollection } from './collection/resolvers/Mutation/deleteCollection.ts';
import { moveDocuments } from './collection/resolvers/Mutation/moveDocuments.ts';
import { updateCollection } from './collection/resolvers/Mutation/updateCollection.ts';
import { collection } from './collection/resolvers/Query/collection.ts';
import { collections } from './collection/resolvers/Query/collections.ts';
import { Conversation } from './conversation/resolvers/Conversation.ts';
import { ConversationMessage } from './conversation/resolvers/ConversationMessage.ts';
import { createConversation } from './conversation/resolvers/Mutation/createConversation.ts';
import { deleteConversation } from './conversation/resolvers/Mutation/deleteConversation.ts';
import { renameConversation } from './conversation/resolvers/Mutation/renameConversation.ts';
import { retryMessage } from './conversation/resolvers/Mutation/retryMessage.ts';
import { sendMessage } from './conversation/resolvers/Mutation/sendMessage.ts';
import { conversation } from './conversation/resolvers/Query/conversation.ts';
import { conversations } from './conversation/resolvers/Query/conversations.ts';
import { Crawl, CrawlPage } from './crawl/resolvers/Crawl.ts';
import { cancelCrawl } from './crawl/resolvers/Mutation/cancelCrawl.ts';
import { startCrawl } from './crawl/resolvers/Mutation/startCrawl.ts';
import { crawl } from './crawl/resolvers/Query/crawl.ts';
import { crawls } from './crawl/resolvers/Query/crawls.ts';
import { addDocuments } from './document/resolvers/Mutation/addDocuments.ts';
import { deleteDocument } from './document/resolvers/Mutation/deleteDocument.ts';
import { deleteDocuments } from './document/resolvers/Mutation/deleteDocuments.ts';
import { retryDocument } from './document/resolvers/Mutation/retryDocument.ts';
import { updateDocument } from './document/resolvers/Mutation/updateDocument.ts';
import { document } from './document/resolvers/Query/document.ts';
import { documents } from './document/resolvers/Query/documents.ts';
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
import { settleUnansweredQuestion } from './question/resolvers/Mutation/settleUnansweredQuestion.ts';
import { unansweredQuestions } from './question/resolvers/Query/unansweredQuestions.ts';
import { UnansweredQuestion } from './question/resolvers/UnansweredQuestion.ts';

import { ChunkEdge } from './search/resolvers/ChunkEdge.ts';
import { knowledgeStatus } from './progress/resolvers/Query/knowledgeStatus.ts';
import { IngestionProgress } from './progress/resolvers/IngestionProgress.ts';
import { ingestionProgress } from './progress/resolvers/Subscription/ingestionProgress.ts';
import { searchKnowledge } from './search/resolvers/Query/searchKnowledge.ts';
import { KnowledgeStatus } from './space/resolvers/KnowledgeStatus.ts';
import { DocumentVersion } from './version/resolvers/DocumentVersion.ts';
import { documentVersion } from './version/resolvers/Query/documentVersion.ts';
import { knowledgeUsage } from './usage/resolvers/Query/knowledgeUsage.ts';

export const resolvers: Resolvers = {
  Query: {
    crawl,
    crawls,
    collection,
    collections,
    document,
    documents,
    documentVersion,
    knowledgeStatus,
    knowledgeUsage,
    searchKnowledge,
    askKnowledge,
    conversation,
    conversations,
    unansweredQuestions,
    evaluationRun,
    evaluationSet,
    evaluationSets,
  },
  Mutation: {
    cancelCrawl,
    startCrawl,
    createConversation,
    deleteConversation,
    renameConversation,
    retryMessage,
    sendMessage,
    settleUnansweredQuestion,
    createCollection,
    deleteCollection,
    moveDocuments,
    updateCollection,
    addDocuments,
    deleteDocument,
    deleteDocuments,
    retryDocument,
    updateDocument,
    addEvaluationQuestions,
    createEvaluationSet,
    deleteEvaluationSet,
    removeEvaluationQuestions,
    startEvaluation,
  },
  Subscription: { answerStream, ingestionProgress },
  Collection,
  Conversation,
  ConversationMessage,
  UnansweredQuestion,
  Crawl,
  CrawlPage,
  Document,
  DocumentVersion,
  IngestionProgress,
  KnowledgeStatus,
  Chunk,
  ChunkEdge,
  EvaluationQuestion,
  EvaluationResult,
  EvaluationRun,
  EvaluationSet,
};
