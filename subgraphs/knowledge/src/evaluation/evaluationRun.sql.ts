import type { Page } from '@prism/db/page';
import type { Queryable } from '@prism/db/transaction';

import type { EvaluationQuestion, EvaluationResult, EvaluationRun } from './evaluation.ts';

const columns = `id, set_id AS "setId", mode, status, failure_reason AS "failureReason", started_by AS "startedBy",
  started_role AS "startedRole",
  created_at AS "createdAt", finished_at AS "finishedAt"`;

const resultColumns = 'question_id AS "questionId", ndcg10, recall100, mrr10';

/** Where a page of results ends: the measure that they go by, and the question. */
export type ResultKey = readonly [ndcg10: number, questionId: string];

export async function insertRun(
  db: Queryable,
  organizationId: string,
  run: Pick<EvaluationRun, 'id' | 'setId' | 'mode' | 'startedBy' | 'startedRole'>,
): Promise<EvaluationRun> {
  const { rows } = await db.query<EvaluationRun>(
    `INSERT INTO knowledge.evaluation_run (organization_id, id, set_id, mode, started_by, started_role)
     VALUES ($1, $2, $3, $4, $5, $6)
     RETURNING ${columns}`,
    [organizationId, run.id, run.setId, run.mode, run.startedBy, run.startedRole],
  );
  const [stored] = rows;
  if (!stored) throw new Error('An inserted run was not returned.');
  return stored;
}

export async function selectRun(db: Queryable, organizationId: string, id: string): Promise<EvaluationRun | null> {
  const { rows } = await db.query<EvaluationRun>(
    `SELECT ${columns} FROM knowledge.evaluation_run WHERE organization_id = $1 AND id = $2`,
    [organizationId, id],
  );
  return rows[0] ?? null;
}

/** Newest first. One row more than the page has. */
export async function selectRunPage(
  db: Queryable,
  organizationId: string,
  { setId, page }: { readonly setId: string; readonly page: Page<string> },
): Promise<EvaluationRun[]> {
  const { rows } = await db.query<EvaluationRun>(
    `SELECT ${columns} FROM knowledge.evaluation_run
     WHERE organization_id = $1 AND set_id = $2 AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
    [organizationId, setId, page.after, page.limit + 1],
  );
  return rows;
}

/** Marks a run as RUNNING and reads it; null when it is gone or has ended. */
export async function markRunning(db: Queryable, organizationId: string, id: string): Promise<EvaluationRun | null> {
  const { rows } = await db.query<EvaluationRun>(
    `UPDATE knowledge.evaluation_run SET status = 'RUNNING'
     WHERE organization_id = $1 AND id = $2 AND status IN ('PENDING', 'RUNNING') RETURNING ${columns}`,
    [organizationId, id],
  );
  return rows[0] ?? null;
}

/** From here on the transaction sees what who started a run may read; nobody, as with API keys, what everybody may. */
export async function seeAsStarter(
  db: Queryable,
  { startedBy, startedRole }: Pick<EvaluationRun, 'startedBy' | 'startedRole'>,
): Promise<void> {
  await db.query(
    `SELECT set_config('prism.system', '', true), set_config('prism.user_id', $1, true), set_config('prism.role', $2, true)`,
    [startedBy ?? '', startedRole ?? ''],
  );
}

export async function settleRun(
  db: Queryable,
  organizationId: string,
  { id, failureReason }: { readonly id: string; readonly failureReason: string | null },
): Promise<void> {
  await db.query(
    `UPDATE knowledge.evaluation_run
     SET status = CASE WHEN $3::text IS NULL THEN 'DONE' ELSE 'FAILED' END, failure_reason = $3, finished_at = now()
     WHERE organization_id = $1 AND id = $2 AND status IN ('PENDING', 'RUNNING')`,
    [organizationId, id, failureReason],
  );
}

/** Questions of a run's set that expect something and have no result in it yet. */
export async function selectUnasked(
  db: Queryable,
  organizationId: string,
  { run, limit }: { readonly run: Pick<EvaluationRun, 'id' | 'setId'>; readonly limit: number },
): Promise<EvaluationQuestion[]> {
  const { rows } = await db.query<EvaluationQuestion>(
    `SELECT q.id, q.question FROM knowledge.evaluation_question q
     WHERE q.organization_id = $1 AND q.set_id = $2
       AND EXISTS (SELECT FROM knowledge.evaluation_expectation e WHERE e.organization_id = $1 AND e.question_id = q.id)
       AND NOT EXISTS (
         SELECT FROM knowledge.evaluation_result r
         WHERE r.organization_id = $1 AND r.run_id = $3 AND r.question_id = q.id
       )
     ORDER BY q.id LIMIT $4`,
    [organizationId, run.setId, run.id, limit],
  );
  return rows;
}

/** Keeps the result of a question that is still there. */
export async function insertResult(
  db: Queryable,
  organizationId: string,
  { runId, result }: { readonly runId: string; readonly result: EvaluationResult },
): Promise<void> {
  await db.query(
    `INSERT INTO knowledge.evaluation_result (organization_id, run_id, question_id, ndcg10, recall100, mrr10)
     SELECT $1, $2, id, $4, $5, $6 FROM knowledge.evaluation_question WHERE organization_id = $1 AND id = $3
     ON CONFLICT DO NOTHING`,
    [organizationId, runId, result.questionId, result.ndcg10, result.recall100, result.mrr10],
  );
}

/** All results of a run, in the order of the questions. */
export async function selectResults(db: Queryable, organizationId: string, runId: string): Promise<EvaluationResult[]> {
  const { rows } = await db.query<EvaluationResult>(
    `SELECT ${resultColumns} FROM knowledge.evaluation_result
     WHERE organization_id = $1 AND run_id = $2 ORDER BY question_id`,
    [organizationId, runId],
  );
  return rows;
}

/** Worst first. One row more than the page has. */
export async function selectResultPage(
  db: Queryable,
  organizationId: string,
  { runId, page }: { readonly runId: string; readonly page: Page<ResultKey> },
): Promise<EvaluationResult[]> {
  const { rows } = await db.query<EvaluationResult>(
    `SELECT ${resultColumns} FROM knowledge.evaluation_result
     WHERE organization_id = $1 AND run_id = $2 AND ($3::float8 IS NULL OR (ndcg10, question_id) > ($3, $4::uuid))
     ORDER BY ndcg10, question_id LIMIT $5`,
    [organizationId, runId, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit + 1],
  );
  return rows;
}
