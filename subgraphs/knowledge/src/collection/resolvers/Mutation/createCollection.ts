import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';
import { createCollection as change } from '../../createCollection.ts';

export const createCollection: NonNullable<MutationResolvers['createCollection']> = async (
  _parent,
  { input },
  ctx,
) => ({
  collection: await change(ctx, input),
});
