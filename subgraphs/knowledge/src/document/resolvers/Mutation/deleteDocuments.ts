import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';
import { deleteDocuments as remove } from '../../deleteDocument.ts';

export const deleteDocuments: NonNullable<MutationResolvers['deleteDocuments']> = (_parent, args, ctx) =>
  remove(ctx, args);
