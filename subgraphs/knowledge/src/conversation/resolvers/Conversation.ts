import { toConnection } from '@prism/graphql-kit/connection';
import type { ConversationResolvers } from '@prism/knowledge/generated/resolvers';

import { cursorOfMessage, listMessages } from '../listConversations.ts';

export const Conversation: ConversationResolvers = {
  title: ({ title }) => title ?? '',
  messages: async ({ id }, args, ctx) => toConnection(await listMessages(ctx, { id, ...args }), cursorOfMessage),
};
