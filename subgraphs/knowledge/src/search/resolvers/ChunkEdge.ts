import type { ChunkEdgeResolvers } from '../../generated/resolvers.ts';

export const ChunkEdge: ChunkEdgeResolvers = {
  highlights: ({ node, highlight }) => highlight(node.text),
};
