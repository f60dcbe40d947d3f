import { requireKnowledgeReader } from '../../knowledge.policy.ts';
import type { DocumentResolvers } from '../../generated/resolvers.ts';
import { listSimilar } from '../../search/listSimilar.ts';

export const Document: DocumentResolvers = {
  __resolveReference: ({ id }, ctx) => {
    requireKnowledgeReader(ctx.session);
    return ctx.loaders.document.load(id);
  },
  createdBy: ({ createdBy }) => (createdBy === null ? null : { id: createdBy }),
  similar: ({ id }, { first }, ctx) => listSimilar(ctx, { id, first }),
};
