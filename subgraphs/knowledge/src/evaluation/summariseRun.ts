import { setImmediate } from 'node:timers/promises';

import { bootstrap, compare, type Difference, type Interval } from '@prism/evaluation/bootstrap';
import type { Measures } from '@prism/evaluation/measures';
import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';

import type { Context } from '../context.ts';
import { requireKnowledgeWriter } from '../knowledge.policy.ts';
import type { EvaluationRun } from './evaluation.ts';
import { selectResults, selectRun } from './evaluationRun.sql.ts';

/** Of how many questions, and what of each measure. */
type PerMeasure<T> = { readonly questions: number } & { readonly [M in keyof Measures]: T };

/** A run of the organization, or NOT_FOUND. */
export async function getEvaluationRun(ctx: Context, { id }: { readonly id: string }): Promise<EvaluationRun> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const run = isId(id) ? await ctx.db.read((tx) => selectRun(tx, organizationId, id)) : null;
  if (!run) throw notFound('EvaluationRun');
  return run;
}

/** The means of what a run measured so far; null while that is nothing. */
export async function summariseRun(ctx: Context, { id }: EvaluationRun): Promise<PerMeasure<Interval> | null> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const results = await ctx.db.read((tx) => selectResults(tx, organizationId, id));
  if (results.length === 0) return null;
  const measures = await eachMeasure((name) => bootstrap(results.map((result) => result[name])));
  return { questions: results.length, ...measures };
}

/** A run less another, over the questions that both have; null when they have none in common. */
export async function compareRuns(
  ctx: Context,
  run: EvaluationRun,
  { runId }: { readonly runId: string },
): Promise<PerMeasure<Difference> | null> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const other = await getEvaluationRun(ctx, { id: runId });
  const [own, others] = await ctx.db.read((tx) =>
    Promise.all([selectResults(tx, organizationId, run.id), selectResults(tx, organizationId, other.id)]),
  );
  const byQuestion = new Map(others.map((result) => [result.questionId, result]));
  const pairs = own.flatMap((result) => {
    const against = byQuestion.get(result.questionId);
    return against ? [{ result, against }] : [];
  });
  if (pairs.length === 0) return null;
  const measures = await eachMeasure((name) =>
    compare(
      pairs.map(({ result }) => result[name]),
      pairs.map(({ against }) => against[name]),
    ),
  );
  return { questions: pairs.length, ...measures };
}

/** Others have their turn before each measure: of thousands of questions one takes a tenth of a second. */
async function eachMeasure<T>(of: (name: keyof Measures) => T): Promise<{ readonly [M in keyof Measures]: T }> {
  const after = async (name: keyof Measures) => {
    await setImmediate();
    return of(name);
  };
  return { ndcg10: await after('ndcg10'), recall100: await after('recall100'), mrr10: await after('mrr10') };
}
