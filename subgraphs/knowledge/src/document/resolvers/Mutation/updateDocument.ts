import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';
import { updateDocument as update } from '../../updateDocument.ts';

export const updateDocument: NonNullable<MutationResolvers['updateDocument']> = async (_parent, { input }, ctx) => ({
  document: await update(ctx, input),
});
