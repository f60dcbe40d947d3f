import { z } from 'zod';
import { taskPriorities, taskStatuses, type Task } from '../task/task.ts';

export type ChangeKind = 'CREATED' | 'UPDATED' | 'FINISHED' | 'DELETED';

/** What filters look at. */
export type TaskFacets = Pick<Task, 'status' | 'priority' | 'assigneeId' | 'createdBy'>;

/** What a transaction does to a task, before it has a position. */
export interface NewChange {
  readonly kind: ChangeKind;
  readonly taskId: string;
  readonly actorId: string | null;
  readonly before: TaskFacets | null;
  readonly after: TaskFacets | null;
}

/** A change in its organization's list, with the task as it was when this was read. */
export interface Change extends NewChange {
  readonly organizationId: string;
  /** Its place, from 1, without gaps. */
  readonly position: number;
  readonly changedAt: Date;
  readonly task: Task | null;
  readonly documentIds: readonly string[];
}

const id = z.string().toLowerCase();

/** What a stream of changes can be narrowed down to: a condition that is null is none. */
export const changeFilter = z.object({
  taskId: z.array(id).max(20, 'must name at most 20 tasks').nullish(),
  status: z.array(z.enum(taskStatuses)).nullish(),
  priority: z.array(z.enum(taskPriorities)).nullish(),
  assigneeId: id.nullish(),
  unassigned: z.boolean().nullish(),
  createdById: id.nullish(),
});

export type ChangeFilter = z.output<typeof changeFilter>;

/** What becomes of a task; null before it was created, and after it was deleted. */
export function changeOf(before: Task | null, after: Task | null, actorId: string | null): NewChange {
  const taskId = (after ?? before)?.id;
  if (taskId === undefined) throw new Error('A change needs a task.');
  return { kind: kindOf(before, after), taskId, actorId, before: facetsOf(before), after: facetsOf(after) };
}

function kindOf(before: Task | null, after: Task | null): ChangeKind {
  if (!before) return 'CREATED';
  if (!after) return 'DELETED';
  return after.status === 'DONE' && before.status !== 'DONE' ? 'FINISHED' : 'UPDATED';
}

function facetsOf(task: Task | null): TaskFacets | null {
  if (!task) return null;
  const { status, priority, assigneeId, createdBy } = task;
  return { status, priority, assigneeId, createdBy };
}

/** Whether the task met the filter before the change or after it. */
export function isWanted({ taskId, before, after }: NewChange, filter: ChangeFilter): boolean {
  if (filter.taskId && !filter.taskId.includes(taskId)) return false;
  return [before, after].some((facets) => facets !== null && meets(facets, filter));
}

function meets({ status, priority, assigneeId, createdBy }: TaskFacets, filter: ChangeFilter): boolean {
  return (
    (!filter.status || filter.status.includes(status)) &&
    (!filter.priority || filter.priority.includes(priority)) &&
    (filter.assigneeId == null || filter.assigneeId === assigneeId) &&
    (filter.unassigned == null || filter.unassigned === (assigneeId === null)) &&
    (filter.createdById == null || filter.createdById === createdBy)
  );
}
