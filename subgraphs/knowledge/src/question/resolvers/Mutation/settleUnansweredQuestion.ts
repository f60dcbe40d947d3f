import type { MutationResolvers } from '@prism/knowledge/generated/resolvers';

import { settleUnanswered } from '../../settleUnanswered.ts';

export const settleUnansweredQuestion: NonNullable<MutationResolvers['settleUnansweredQuestion']> = async (
  _parent,
  { input },
  ctx,
) => ({ question: await settleUnanswered(ctx, input) });
