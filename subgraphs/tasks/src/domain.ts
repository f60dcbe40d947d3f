import type { TenantDb } from '@prism/queue/tenantDb';
import { selectTasks } from './task/task.sql.ts';
import type { Task } from './task/task.ts';

/** What a worker may know of a task. */
export type TaskSummary = Pick<Task, 'id' | 'title' | 'status' | 'createdBy' | 'assigneeId'>;

/** The task, or null when the organization has none with this id (any more). */
export async function findTask(db: TenantDb, id: string): Promise<TaskSummary | null> {
  const [task] = await db.read((tx) => selectTasks(tx, db.organizationId, [id]));
  if (!task) return null;
  const { title, status, createdBy, assigneeId } = task;
  return { id, title, status, createdBy, assigneeId };
}
