import { cutPage, listCursor, readPage, type PageArgs, type PageOf } from '@prism/db/page';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { requireKnowledgeWriter } from '../knowledge.policy.ts';
import { selectQuestionPage } from './question.sql.ts';
import type { UnansweredQuestion, UnansweredStatus } from './question.ts';

const questionCursor = listCursor('unanswered', z.tuple([z.coerce.date(), z.uuid()]));

export function cursorOfQuestion({ lastAskedAt, id }: UnansweredQuestion): string {
  return questionCursor.of([lastAskedAt, id]);
}

/** A page of the questions that the documents did not answer, the last asked first. */
export async function listUnanswered(
  ctx: Context,
  args: PageArgs & { readonly status?: UnansweredStatus | null | undefined },
): Promise<PageOf<UnansweredQuestion>> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const page = readPage(args, questionCursor.key);
  const status = args.status ?? 'OPEN';
  return cutPage(await ctx.db.read((tx) => selectQuestionPage(tx, organizationId, { status, page })), page.limit);
}
