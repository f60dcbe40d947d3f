import type { ConversationMessageResolvers } from '@prism/knowledge/generated/resolvers';

import { isOutdated, showAnswer } from '../showAnswer.ts';

export const ConversationMessage: ConversationMessageResolvers = {
  answer: (message, _args, ctx) => showAnswer(ctx, message),
  outdated: (message, _args, ctx) => isOutdated(ctx, message),
};
