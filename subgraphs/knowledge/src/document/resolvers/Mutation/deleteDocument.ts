import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';
import { deleteDocument as remove } from '../../deleteDocument.ts';

export const deleteDocument: NonNullable<MutationResolvers['deleteDocument']> = (_parent, args, ctx) =>
  remove(ctx, args);
