import { locateTerms } from '@prism/ai/locateTerms';

import type { ChunkEdgeResolvers } from '../../generated/resolvers.ts';

export const ChunkEdge: ChunkEdgeResolvers = {
  highlights: ({ node, terms }) => locateTerms(node.text, terms),
};
