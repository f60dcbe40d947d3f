import { askKnowledge } from './answer/resolvers/Query/askKnowledge.ts';
import { Chunk } from './chunk/resolvers/Chunk.ts';
import { addDocuments } from './document/resolvers/Mutation/addDocuments.ts';
import { deleteDocument } from './document/resolvers/Mutation/deleteDocument.ts';
import { retryDocument } from './document/resolvers/Mutation/retryDocument.ts';
import { document } from './document/resolvers/Query/document.ts';
import { documents } from './document/resolvers/Query/documents.ts';
import { knowledgeStatus } from './document/resolvers/Query/knowledgeStatus.ts';
import { Document } from './document/resolvers/Document.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { searchKnowledge } from './search/resolvers/Query/searchKnowledge.ts';

export const resolvers: Resolvers = {
  Query: { document, documents, knowledgeStatus, searchKnowledge, askKnowledge },
  Mutation: { addDocuments, deleteDocument, retryDocument },
  Document,
  Chunk,
};
