// What resolvers return for a GraphQL type, where that is not the type itself: `pnpm codegen` reads the names.
import type { Connection } from '@prism/graphql-kit/connection';

import type { KnowledgeAnswer } from './answer/askKnowledge.ts';
import type { Chunk } from './chunk/chunk.ts';
import type { Document } from './document/document.ts';
import type { ChunkPage } from './search/searchKnowledge.ts';

export type { Chunk, Document, KnowledgeAnswer };
export type AddDocumentsPayload = { readonly documents: readonly Document[] };
export type ChunkConnection = ChunkPage;
export type DocumentConnection = Connection<Document>;
export type User = { readonly id: string };
