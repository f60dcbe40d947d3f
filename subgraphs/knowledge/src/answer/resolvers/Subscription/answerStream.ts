import type { SubscriptionResolvers } from '@prism/knowledge/generated/resolvers';

import { streamAnswer, type AnswerEvent } from '../../streamAnswer.ts';

export const answerStream: NonNullable<SubscriptionResolvers['answerStream']> = {
  subscribe: (_parent, args, ctx) => streamAnswer(ctx, args),
  resolve: (event: AnswerEvent) => event,
};
