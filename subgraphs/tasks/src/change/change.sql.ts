import type { Queryable } from '@prism/db/transaction';
import type { FeedRange } from '@prism/pubsub/sharedFeed';
import type { Task } from '../task/task.ts';
import type { Change, ChangeKind, NewChange, TaskFacets } from './change.ts';

/**
 * Gives the change its position and returns that. The organization's counter row stays locked until the commit: let this be
 * the transaction's last statement, since all who change a task of the organization wait for each other here.
 */
export async function insertChange(db: Queryable, organizationId: string, change: NewChange): Promise<number> {
  const { rows } = await db.query<{ position: string }>(
    `WITH counted AS (
       INSERT INTO tasks.feed AS f (organization_id, position) VALUES ($1, 1)
       ON CONFLICT (organization_id) DO UPDATE SET position = f.position + 1
       RETURNING position
     )
     INSERT INTO tasks.change (organization_id, position, kind, task_id, actor_id, before, after)
     SELECT $1, position, $2, $3, $4, $5, $6 FROM counted
     RETURNING position`,
    [organizationId, change.kind, change.taskId, change.actorId, change.before, change.after],
  );
  return Number(rows[0]?.position ?? 0);
}

/** Drops all up to a position. */
export async function deleteChanges(db: Queryable, organizationId: string, upTo: number): Promise<void> {
  await db.query('DELETE FROM tasks.change WHERE organization_id = $1 AND position <= $2', [organizationId, upTo]);
}

/** Which positions there are. */
export async function findChangeRange(db: Queryable, organizationId: string): Promise<FeedRange> {
  const { rows } = await db.query<{ last: string; first: string | null }>(
    `SELECT f.position AS last, (SELECT min(position) FROM tasks.change c WHERE c.organization_id = $1) AS first
     FROM tasks.feed f WHERE f.organization_id = $1`,
    [organizationId],
  );
  const last = Number(rows[0]?.last ?? 0);
  return { last, dropped: Number(rows[0]?.first ?? last + 1) - 1 };
}

interface Row {
  position: string;
  kind: ChangeKind;
  taskId: string;
  actorId: string | null;
  before: TaskFacets | null;
  after: TaskFacets | null;
  changedAt: Date;
  id: string | null;
  documentIds: string[] | null;
}

/** What came after a position, oldest first, with the tasks as they are now: one statement whoever they are for. */
export async function listChangesAfter(
  db: Queryable,
  organizationId: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<Change[]> {
  const { rows } = await db.query<Row & Omit<Task, 'id'>>(
    `SELECT c.position, c.kind, c.task_id AS "taskId", c.actor_id AS "actorId", c.before, c.after, c.changed_at AS "changedAt",
       t.id, t.title, t.description, t.status, t.priority, t.assignee_id AS "assigneeId", t.created_by AS "createdBy",
       t.due_at AS "dueAt", t.created_at AS "createdAt", t.updated_at AS "updatedAt", t.finished_at AS "finishedAt",
       (SELECT array_agg(d.document_id::text ORDER BY d.position) FROM tasks.task_document d
        WHERE d.organization_id = $1 AND d.task_id = c.task_id) AS "documentIds"
     FROM tasks.change c
     LEFT JOIN tasks.task t ON t.organization_id = $1 AND t.id = c.task_id
     WHERE c.organization_id = $1 AND c.position > $2
     ORDER BY c.position LIMIT $3`,
    [organizationId, after, limit],
  );
  return rows.map(
    ({ position, kind, taskId, actorId, before, after: facets, changedAt, id, documentIds, ...fields }) => ({
      organizationId,
      position: Number(position),
      kind,
      taskId,
      actorId,
      before,
      after: facets,
      changedAt,
      task: id === null ? null : { id, ...fields },
      documentIds: documentIds ?? [],
    }),
  );
}
