import { newId } from '@prism/db/newId';
import { conflict, notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';

import type { Context } from '../context.ts';
import { requireKnowledgeWriter } from '../knowledge.policy.ts';
import {
  addEvaluationQuestionsInput,
  createEvaluationSetInput,
  removeEvaluationQuestionsInput,
} from './evaluation.input.ts';
import type { EvaluationSet } from './evaluation.ts';
import { deleteQuestions, deleteSetRow, insertQuestions, insertSet } from './evaluationSet.sql.ts';
import { lockEvaluationSet } from './getEvaluationSet.ts';
import { readQuestions } from './readQuestions.ts';

/** Keeps a run within some minutes, and the largest set within what an editor can keep true. */
const maxQuestionsInSet = 5_000;

export async function createEvaluationSet(ctx: Context, input: unknown): Promise<EvaluationSet> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const { name, questions } = parseInput(createEvaluationSetInput, input);
  const stored = await readQuestions(ctx, questions ?? []);
  const id = newId();
  return ctx.db.transact(async (tx) => {
    await insertSet(tx, organizationId, { id, name, createdBy: ctx.db.userId });
    await insertQuestions(tx, organizationId, { setId: id, questions: stored });
    return lockEvaluationSet(tx, organizationId, id);
  });
}

/** CONFLICT when the set would hold more than 5,000. */
export async function addEvaluationQuestions(ctx: Context, input: unknown): Promise<EvaluationSet> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const { setId, questions } = parseInput(addEvaluationQuestionsInput, input);
  const stored = await readQuestions(ctx, questions);
  return ctx.db.transact(async (tx) => {
    const { questionCount } = await lockEvaluationSet(tx, organizationId, setId);
    if (questionCount + stored.length > maxQuestionsInSet) {
      throw conflict(`An evaluation set holds at most ${String(maxQuestionsInSet)} questions.`);
    }
    await insertQuestions(tx, organizationId, { setId, questions: stored });
    return lockEvaluationSet(tx, organizationId, setId);
  });
}

export async function removeEvaluationQuestions(ctx: Context, input: unknown): Promise<EvaluationSet> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const { setId, ids } = parseInput(removeEvaluationQuestionsInput, input);
  return ctx.db.transact(async (tx) => {
    await lockEvaluationSet(tx, organizationId, setId);
    await deleteQuestions(tx, organizationId, { setId, ids: ids.filter(isId) });
    return lockEvaluationSet(tx, organizationId, setId);
  });
}

export async function deleteEvaluationSet(
  ctx: Context,
  { id }: { readonly id: string },
): Promise<{ deletedId: string }> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const deleted = isId(id) && (await ctx.db.transact((tx) => deleteSetRow(tx, organizationId, id)));
  if (!deleted) throw notFound('EvaluationSet');
  return { deletedId: id };
}
