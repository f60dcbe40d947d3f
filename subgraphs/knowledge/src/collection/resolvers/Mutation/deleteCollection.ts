import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';
import { deleteCollection as remove } from '../../deleteCollection.ts';

export const deleteCollection: NonNullable<MutationResolvers['deleteCollection']> = (_parent, args, ctx) =>
  remove(ctx, args);
