import { toConnection } from '@prism/graphql-kit/connection';
import type { QueryResolvers } from '@prism/knowledge/generated/resolvers';

import { cursorOfQuestion, listUnanswered } from '../../listUnanswered.ts';

export const unansweredQuestions: NonNullable<QueryResolvers['unansweredQuestions']> = async (_parent, args, ctx) =>
  toConnection(await listUnanswered(ctx, args), cursorOfQuestion);
