import { isFollowUp } from '@prism/ai/condense';
import { newId } from '@prism/db/newId';

import type { Context } from '../context.ts';
import type { Filter } from '../search/filter.ts';
import { hashQuestion, maxQuestions } from './question.ts';
import { trimQuestions, upsertQuestion } from './question.sql.ts';

/**
 * Notes that the documents did not answer a question, for their editors: its own words and nothing else. Left out is what kept to
 * a part of the documents, and, in a conversation, what says nothing without it. Never rejects: the asker has their answer.
 */
export async function recordUnanswered(
  ctx: Pick<Context, 'db' | 'log'>,
  organizationId: string,
  asked: { readonly question: string; readonly filter: Filter; readonly leans?: boolean },
): Promise<void> {
  const { question, filter, leans = false } = asked;
  if (Object.values(filter).some((part) => part !== undefined) || (leans && isFollowUp(question))) return;
  try {
    await ctx.db.transact(async (tx) => {
      const isNew = await upsertQuestion(tx, organizationId, { id: newId(), hash: hashQuestion(question), question });
      if (isNew) await trimQuestions(tx, organizationId, maxQuestions);
    });
  } catch (error) {
    ctx.log.error({ err: error }, 'an unanswered question could not be noted');
  }
}
