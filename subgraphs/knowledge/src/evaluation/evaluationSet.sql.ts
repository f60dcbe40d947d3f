import type { Page } from '@prism/db/page';
import type { Queryable } from '@prism/db/transaction';

import type { EvaluationQuestion, EvaluationSet, Expectation } from './evaluation.ts';

const columns = `s.id, s.name, s.created_by AS "createdBy", s.created_at AS "createdAt",
  (SELECT count(*)::int FROM knowledge.evaluation_question q
   WHERE q.organization_id = s.organization_id AND q.set_id = s.id) AS "questionCount"`;

/** A question as it is stored anew. */
export interface NewQuestion {
  readonly id: string;
  readonly question: string;
  readonly expected: readonly { readonly documentId: string; readonly relevance: number }[];
}

export async function insertSet(
  db: Queryable,
  organizationId: string,
  { id, name, createdBy }: { readonly id: string; readonly name: string; readonly createdBy: string | null },
): Promise<void> {
  await db.query(
    'INSERT INTO knowledge.evaluation_set (organization_id, id, name, created_by) VALUES ($1, $2, $3, $4)',
    [organizationId, id, name, createdBy],
  );
}

export async function selectSet(db: Queryable, organizationId: string, id: string): Promise<EvaluationSet | null> {
  const { rows } = await db.query<EvaluationSet>(
    `SELECT ${columns} FROM knowledge.evaluation_set s WHERE s.organization_id = $1 AND s.id = $2`,
    [organizationId, id],
  );
  return rows[0] ?? null;
}

/** Like `selectSet`; nobody else adds to the set until the transaction ends. */
export async function lockSet(db: Queryable, organizationId: string, id: string): Promise<EvaluationSet | null> {
  await db.query('SELECT FROM knowledge.evaluation_set WHERE organization_id = $1 AND id = $2 FOR UPDATE', [
    organizationId,
    id,
  ]);
  return selectSet(db, organizationId, id);
}

/** Newest first: ids grow with time. One row more than the page has. */
export async function selectSetPage(
  db: Queryable,
  organizationId: string,
  page: Page<string>,
): Promise<EvaluationSet[]> {
  const { rows } = await db.query<EvaluationSet>(
    `SELECT ${columns} FROM knowledge.evaluation_set s
     WHERE s.organization_id = $1 AND ($2::uuid IS NULL OR s.id < $2) ORDER BY s.id DESC LIMIT $3`,
    [organizationId, page.after, page.limit + 1],
  );
  return rows;
}

export async function deleteSetRow(db: Queryable, organizationId: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM knowledge.evaluation_set WHERE organization_id = $1 AND id = $2', [
    organizationId,
    id,
  ]);
  return rowCount > 0;
}

/** Stores questions with what they expect. */
export async function insertQuestions(
  db: Queryable,
  organizationId: string,
  { setId, questions }: { readonly setId: string; readonly questions: readonly NewQuestion[] },
): Promise<void> {
  await db.query(
    `INSERT INTO knowledge.evaluation_question (organization_id, id, set_id, question)
     SELECT $1, id, $2, question FROM jsonb_to_recordset($3::jsonb) AS n(id uuid, question text)`,
    [organizationId, setId, JSON.stringify(questions.map(({ id, question }) => ({ id, question })))],
  );
  await db.query(
    `INSERT INTO knowledge.evaluation_expectation (organization_id, question_id, document_id, relevance)
     SELECT $1, "questionId", "documentId", relevance
     FROM jsonb_to_recordset($2::jsonb) AS n("questionId" uuid, "documentId" uuid, relevance int)`,
    [
      organizationId,
      JSON.stringify(questions.flatMap(({ id, expected }) => expected.map((one) => ({ questionId: id, ...one })))),
    ],
  );
}

export async function deleteQuestions(
  db: Queryable,
  organizationId: string,
  { setId, ids }: { readonly setId: string; readonly ids: readonly string[] },
): Promise<void> {
  await db.query(
    'DELETE FROM knowledge.evaluation_question WHERE organization_id = $1 AND set_id = $2 AND id = ANY($3::uuid[])',
    [organizationId, setId, ids],
  );
}

/** The questions with these ids that exist, in any order. */
export async function selectQuestions(
  db: Queryable,
  tenant: string | null,
  ids: readonly string[],
): Promise<EvaluationQuestion[]> {
  const { rows } = await db.query<EvaluationQuestion>(
    'SELECT id, question FROM knowledge.evaluation_question WHERE organization_id = $1 AND id = ANY($2::uuid[])',
    [tenant, ids],
  );
  return rows;
}

/** In the order in which they were added. One row more than the page has. */
export async function selectQuestionPage(
  db: Queryable,
  organizationId: string,
  { setId, page }: { readonly setId: string; readonly page: Page<string> },
): Promise<EvaluationQuestion[]> {
  const { rows } = await db.query<EvaluationQuestion>(
    `SELECT id, question FROM knowledge.evaluation_question
     WHERE organization_id = $1 AND set_id = $2 AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4`,
    [organizationId, setId, page.after, page.limit + 1],
  );
  return rows;
}

/** What these questions expect, best first. */
export async function selectExpectations(
  db: Queryable,
  tenant: string | null,
  questionIds: readonly string[],
): Promise<Expectation[]> {
  const { rows } = await db.query<Expectation>(
    `SELECT question_id AS "questionId", document_id AS "documentId", relevance FROM knowledge.evaluation_expectation
     WHERE organization_id = $1 AND question_id = ANY($2::uuid[]) ORDER BY question_id, relevance DESC, document_id`,
    [tenant, questionIds],
  );
  return rows;
}
