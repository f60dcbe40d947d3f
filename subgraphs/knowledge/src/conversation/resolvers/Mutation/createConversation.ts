import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';

import { createConversation as create } from '../../changeConversation.ts';

export const createConversation: NonNullable<MutationResolvers['createConversation']> = async (
  _parent,
  { input },
  ctx,
) => ({ conversation: await create(ctx, input) });
