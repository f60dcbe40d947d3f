import { isId } from '@prism/errors/inputSchemas';
import type { TenantDb } from '@prism/queue/tenantDb';
import { selectTasks } from './task.sql.ts';
import type { Task } from './task.ts';

/** What a worker may know of a task. */
export type TaskSummary = Pick<Task, 'id' | 'title' | 'status' | 'createdBy' | 'assigneeId'>;

/** The task, or null when the organization has none with this id (any more). */
export async function findTaskSummary(db: TenantDb, id: string): Promise<TaskSummary | null> {
  if (!isId(id)) return null;
  const [task] = await db.read((tx) => selectTasks(tx, db.organizationId, [id]));
  if (!task) return null;
  const { title, status, createdBy, assigneeId } = task;
  return { id: task.id, title, status, createdBy, assigneeId };
}
