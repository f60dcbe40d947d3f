import { newId } from '@prism/db/newId';
import { conflict } from '@prism/errors/errors';
import { parseInput } from '@prism/errors/parseInput';

import type { Context } from '../context.ts';
import { requireKnowledgeWriter } from '../knowledge.policy.ts';
import { startEvaluationInput } from './evaluation.input.ts';
import type { EvaluationRun } from './evaluation.ts';
import { insertRun } from './evaluationRun.sql.ts';
import { lockEvaluationSet } from './getEvaluationSet.ts';

/** Asks for a run; a worker does it. CONFLICT while the set has no questions. */
export async function startEvaluation(ctx: Context, input: unknown): Promise<EvaluationRun> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const { setId, mode } = parseInput(startEvaluationInput, input);
  const id = newId();
  const startedRole = ctx.db.userId === null ? null : (ctx.session.role ?? null);
  return ctx.db.transact(async (tx) => {
    const { questionCount } = await lockEvaluationSet(tx, organizationId, setId);
    if (questionCount === 0) throw conflict('The evaluation set has no questions.');
    const run = await insertRun(tx, organizationId, { id, setId, mode, startedBy: ctx.db.userId, startedRole });
    await tx.enqueue({ name: 'runEvaluation', payload: { runId: id } });
    return run;
  });
}
