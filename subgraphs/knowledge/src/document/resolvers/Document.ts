import { toConnection } from '@prism/graphql-kit/connection';

import { requireKnowledgeReader } from '../../knowledge.policy.ts';
import type { DocumentResolvers } from '../../generated/resolvers.ts';
import { listNearDuplicates } from '../../near-duplicate/listNearDuplicates.ts';
import { listSimilar } from '../../search/listSimilar.ts';
import { cursorOfVersion, listVersions } from '../../version/listVersions.ts';

export const Document: DocumentResolvers = {
  __resolveReference: ({ id }, ctx) => {
    requireKnowledgeReader(ctx.session);
    return ctx.loaders.document.load(id);
  },
  collection: async ({ id }, _args, ctx) => (await ctx.loaders.collectionOf.load(id))?.collection ?? null,
  createdBy: ({ createdBy }) => (createdBy === null ? null : { id: createdBy }),
  versions: async ({ id }, args, ctx) => toConnection(await listVersions(ctx, { id, ...args }), cursorOfVersion),
  nearDuplicates: ({ id }, { first }, ctx) => listNearDuplicates(ctx, { id, first }),
  similar: ({ id }, { first }, ctx) => listSimilar(ctx, { id, first }),
};
