import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';
import { updateCollection as change } from '../../updateCollection.ts';

export const updateCollection: NonNullable<MutationResolvers['updateCollection']> = async (
  _parent,
  { input },
  ctx,
) => ({
  collection: await change(ctx, input),
});
