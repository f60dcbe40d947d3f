import { notFound } from '@prism/errors/errors';

import type { ChunkResolvers } from '../../generated/resolvers.ts';
import { requireKnowledgeReader } from '../../knowledge.policy.ts';

export const Chunk: ChunkResolvers = {
  __resolveReference: ({ id }, ctx) => {
    requireKnowledgeReader(ctx.session);
    return ctx.loaders.chunk.load(id);
  },
  document: async ({ documentId }, _args, ctx) => {
    const document = await ctx.loaders.document.load(documentId);
    if (!document) throw notFound('Document');
    return document;
  },
};
