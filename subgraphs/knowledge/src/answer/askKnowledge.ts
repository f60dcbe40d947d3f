import { parseInput } from '@prism/errors/parseInput';

import type { Context } from '../context.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';
import { recordUnanswered } from '../question/recordUnanswered.ts';
import type { KnowledgeAnswer } from './answer.ts';
import { findAnswer } from './answerQuestion.ts';
import { questionSchema } from './question.input.ts';

/** Answers one question, by itself. A question that the documents do not answer is noted for their editors. */
export async function askKnowledge(
  ctx: Context,
  args: { readonly question: string; readonly filter?: unknown },
): Promise<KnowledgeAnswer> {
  const organizationId = requireKnowledgeReader(ctx.session);
  const inquiry = parseInput(questionSchema, args, '');
  const { answer } = await findAnswer(ctx, organizationId, inquiry);
  if (!answer.answered) await recordUnanswered(ctx, organizationId, inquiry);
  return answer;
}
