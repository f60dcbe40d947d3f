import { toConnection } from '@prism/graphql-kit/connection';
import type { QueryResolvers } from '@prism/knowledge/generated/resolvers';

import { cursorOfConversation, listConversations } from '../../listConversations.ts';

export const conversations: NonNullable<QueryResolvers['conversations']> = async (_parent, args, ctx) =>
  toConnection(await listConversations(ctx, args), cursorOfConversation);
