import type { Queryable } from '@prism/db/transaction';

/** The documents of one task, in order. */
export interface TaskDocuments {
  readonly taskId: string;
  readonly documentIds: readonly string[];
}

/** The documents of each task that has any: one statement however many tasks. */
export async function selectTaskDocuments(
  db: Queryable,
  tenant: string | null,
  taskIds: readonly string[],
): Promise<TaskDocuments[]> {
  const { rows } = await db.query<TaskDocuments>(
    `SELECT task_id AS "taskId", array_agg(document_id::text ORDER BY position) AS "documentIds" FROM tasks.task_document
     WHERE organization_id = $1 AND task_id = ANY($2::uuid[]) GROUP BY task_id`,
    [tenant, taskIds],
  );
  return rows;
}

export async function insertTaskDocuments(db: Queryable, organizationId: string, task: TaskDocuments): Promise<void> {
  if (task.documentIds.length === 0) return;
  await db.query(
    `INSERT INTO tasks.task_document (organization_id, task_id, document_id, position)
     SELECT $1, $2, given.id, given.position FROM unnest($3::uuid[]) WITH ORDINALITY AS given (id, position)`,
    [organizationId, task.taskId, task.documentIds],
  );
}

export async function deleteTaskDocuments(db: Queryable, organizationId: string, taskId: string): Promise<void> {
  await db.query('DELETE FROM tasks.task_document WHERE organization_id = $1 AND task_id = $2', [
    organizationId,
    taskId,
  ]);
}
