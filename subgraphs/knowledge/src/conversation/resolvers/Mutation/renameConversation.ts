import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';

import { renameConversation as rename } from '../../changeConversation.ts';

export const renameConversation: NonNullable<MutationResolvers['renameConversation']> = async (
  _parent,
  { input },
  ctx,
) => ({ conversation: await rename(ctx, input) });
