import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';
import { moveDocuments as move } from '../../moveDocuments.ts';

export const moveDocuments: NonNullable<MutationResolvers['moveDocuments']> = async (_parent, { input }, ctx) => ({
  documents: await move(ctx, input),
});
