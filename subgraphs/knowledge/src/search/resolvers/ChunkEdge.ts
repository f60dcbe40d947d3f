import { findMatches } from '@prism/ai/findMatches';

import type { ChunkEdgeResolvers } from '../../generated/resolvers.ts';

export const ChunkEdge: ChunkEdgeResolvers = {
  highlights: ({ node, query }) => findMatches(node.text, query),
};
