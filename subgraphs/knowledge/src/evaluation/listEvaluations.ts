import { cutPage, listCursor, readPage, type PageArgs, type PageOf } from '@prism/db/page';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { requireKnowledgeWriter } from '../knowledge.policy.ts';
import type { EvaluationQuestion, EvaluationResult, EvaluationRun, EvaluationSet } from './evaluation.ts';
import { selectResultPage, selectRunPage } from './evaluationRun.sql.ts';
import { selectQuestionPage, selectSetPage } from './evaluationSet.sql.ts';

const setCursor = listCursor('evaluation-set', z.uuid());
const questionCursor = listCursor('evaluation-question', z.uuid());
const runCursor = listCursor('evaluation-run', z.uuid());
const resultCursor = listCursor('evaluation-result', z.tuple([z.number(), z.uuid()]));

export const cursorOfSet = ({ id }: EvaluationSet) => setCursor.of(id);
export const cursorOfQuestion = ({ id }: EvaluationQuestion) => questionCursor.of(id);
export const cursorOfRun = ({ id }: EvaluationRun) => runCursor.of(id);
export const cursorOfResult = ({ ndcg10, questionId }: EvaluationResult) => resultCursor.of([ndcg10, questionId]);

/** The organization's sets, newest first. */
export async function listEvaluationSets(ctx: Context, args: PageArgs): Promise<PageOf<EvaluationSet>> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const page = readPage(args, setCursor.key);
  return cutPage(await ctx.db.read((tx) => selectSetPage(tx, organizationId, page)), page.limit);
}

/** A set's questions, in the order in which they were added. */
export async function listQuestions(
  ctx: Context,
  { id: setId }: Pick<EvaluationSet, 'id'>,
  args: PageArgs,
): Promise<PageOf<EvaluationQuestion>> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const page = readPage(args, questionCursor.key);
  return cutPage(await ctx.db.read((tx) => selectQuestionPage(tx, organizationId, { setId, page })), page.limit);
}

/** A set's runs, newest first. */
export async function listRuns(
  ctx: Context,
  { id: setId }: Pick<EvaluationSet, 'id'>,
  args: PageArgs,
): Promise<PageOf<EvaluationRun>> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const page = readPage(args, runCursor.key);
  return cutPage(await ctx.db.read((tx) => selectRunPage(tx, organizationId, { setId, page })), page.limit);
}

/** What a run measured of each question, worst first. */
export async function listResults(
  ctx: Context,
  { id: runId }: Pick<EvaluationRun, 'id'>,
  args: PageArgs,
): Promise<PageOf<EvaluationResult>> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const page = readPage(args, resultCursor.key);
  return cutPage(await ctx.db.read((tx) => selectResultPage(tx, organizationId, { runId, page })), page.limit);
}
