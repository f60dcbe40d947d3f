import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';

import type { Context } from '../context.ts';
import { requireKnowledgeWriter } from '../knowledge.policy.ts';
import { updateQuestion } from './question.sql.ts';
import type { UnansweredQuestion, UnansweredStatus } from './question.ts';

/** Says what became of an unanswered question, and who says so. */
export async function settleUnanswered(
  ctx: Context,
  { id, status }: { readonly id: string; readonly status: UnansweredStatus },
): Promise<UnansweredQuestion> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  if (!isId(id)) throw notFound('Question');
  const settled = await ctx.db.transact((tx) => updateQuestion(tx, organizationId, { id, status, by: ctx.db.userId }));
  if (!settled) throw notFound('Question');
  return settled;
}
