import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';

import { deleteConversation as remove } from '../../changeConversation.ts';

export const deleteConversation: NonNullable<MutationResolvers['deleteConversation']> = (_parent, args, ctx) =>
  remove(ctx, args);
