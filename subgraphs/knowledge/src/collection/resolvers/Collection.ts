import type { CollectionResolvers } from '../../generated/resolvers.ts';

export const Collection: CollectionResolvers = {
  members: ({ memberIds }) => memberIds.map((id) => ({ id })),
  createdBy: ({ createdBy }) => (createdBy === null ? null : { id: createdBy }),
};
