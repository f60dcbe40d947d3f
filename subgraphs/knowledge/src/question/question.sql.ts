import type { Page } from '@prism/db/page';
import type { Queryable } from '@prism/db/transaction';

import type { UnansweredQuestion, UnansweredStatus } from './question.ts';

const columns = `id, question, count, status, first_asked_at AS "firstAskedAt", last_asked_at AS "lastAskedAt",
  settled_by AS "settledBy", settled_at AS "settledAt"`;

/** Notes a question once more; one that was RESOLVED is OPEN again. True when it is new. */
export async function upsertQuestion(
  db: Queryable,
  organizationId: string,
  { id, hash, question }: { readonly id: string; readonly hash: string; readonly question: string },
): Promise<boolean> {
  const { rows } = await db.query<{ isNew: boolean }>(
    `INSERT INTO knowledge.unanswered_question AS q (organization_id, id, question_hash, question)
     VALUES ($1, $2, decode($3, 'hex'), $4)
     ON CONFLICT (question_hash, organization_id) DO UPDATE SET
       count = q.count + 1, last_asked_at = now(),
       status = CASE q.status WHEN 'RESOLVED' THEN 'OPEN' ELSE q.status END,
       settled_by = CASE q.status WHEN 'RESOLVED' THEN NULL ELSE q.settled_by END,
       settled_at = CASE q.status WHEN 'RESOLVED' THEN NULL ELSE q.settled_at END
     RETURNING q.id = $2 AS "isNew"`,
    [organizationId, id, hash, question],
  );
  return rows[0]?.isNew ?? false;
}

/** Lets go of those beyond `keep`: what is settled before what is OPEN, the longest not asked first. */
export async function trimQuestions(db: Queryable, organizationId: string, keep: number): Promise<void> {
  await db.query(
    `DELETE FROM knowledge.unanswered_question WHERE organization_id = $1 AND id IN (
       SELECT id FROM knowledge.unanswered_question WHERE organization_id = $1
       ORDER BY status = 'OPEN' DESC, last_asked_at DESC, id DESC OFFSET $2
     )`,
    [organizationId, keep],
  );
}

/** The last asked first; one row more than the page has. */
export async function selectQuestionPage(
  db: Queryable,
  organizationId: string,
  { status, page }: { readonly status: UnansweredStatus; readonly page: Page<readonly [Date, string]> },
): Promise<UnansweredQuestion[]> {
  const [lastAskedAt, id] = page.after ?? [null, null];
  const { rows } = await db.query<UnansweredQuestion>(
    `SELECT ${columns} FROM knowledge.unanswered_question
     WHERE organization_id = $1 AND status = $2
       AND ($3::timestamptz IS NULL OR (last_asked_at, id) < ($3, $4::uuid))
     ORDER BY last_asked_at DESC, id DESC LIMIT $5`,
    [organizationId, status, lastAskedAt, id, page.limit + 1],
  );
  return rows;
}

/** Null when there is no such question. */
export async function updateQuestion(
  db: Queryable,
  organizationId: string,
  settled: { readonly id: string; readonly status: UnansweredStatus; readonly by: string | null },
): Promise<UnansweredQuestion | null> {
  const { rows } = await db.query<UnansweredQuestion>(
    `UPDATE knowledge.unanswered_question SET status = $3,
       settled_by = CASE WHEN $3 = 'OPEN' THEN NULL ELSE $4::uuid END,
       settled_at = CASE WHEN $3 = 'OPEN' THEN NULL ELSE now() END
     WHERE organization_id = $1 AND id = $2 RETURNING ${columns}`,
    [organizationId, settled.id, settled.status, settled.by],
  );
  return rows[0] ?? null;
}
