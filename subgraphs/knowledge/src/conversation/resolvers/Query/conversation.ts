import type { QueryResolvers } from '@prism/knowledge/generated/resolvers';

import { getConversation } from '../../listConversations.ts';

export const conversation: NonNullable<QueryResolvers['conversation']> = (_parent, args, ctx) =>
  getConversation(ctx, args);
