import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';
import { addDocuments as add } from '../../addDocuments.ts';

export const addDocuments: NonNullable<MutationResolvers['addDocuments']> = async (_parent, { input }, ctx) => ({
  documents: await add(ctx, input),
});
