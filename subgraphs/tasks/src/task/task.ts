import type { PrismEvent } from '@prism/contracts/events';
import { newId } from '@prism/db/newId';
import type { CountedPage } from '@prism/db/page';
import { newMentions } from './mentions.ts';

export const taskStatuses = ['OPEN', 'IN_PROGRESS', 'BLOCKED', 'DONE', 'CANCELLED'] as const;
export const taskPriorities = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'] as const;

export type TaskStatus = (typeof taskStatuses)[number];
export type TaskPriority = (typeof taskPriorities)[number];

/** A row of tasks.task; its organization is the request's. */
export interface Task {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly status: TaskStatus;
  readonly priority: TaskPriority;
  readonly assigneeId: string | null;
  readonly createdBy: string | null;
  readonly dueAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly finishedAt: Date | null;
}

/** A page of tasks, newest first. */
export type TaskList = CountedPage<Task>;

/** What of a task can be chosen. */
export type TaskFields = Pick<Task, 'title' | 'description' | 'priority' | 'assigneeId' | 'dueAt'>;

/** Fields to change; a missing one stays as it is. */
export type TaskChanges = { readonly [F in keyof TaskFields | 'status']?: Task[F] | undefined };

/** A new task: OPEN, created now. */
export function newTask(fields: TaskFields, createdBy: string | null): Task {
  const now = new Date();
  return { ...fields, id: newId(), status: 'OPEN', createdBy, createdAt: now, updatedAt: now, finishedAt: null };
}

/** The task with the changes made. A task is finished while it is DONE. */
export function changeTask(task: Task, changes: TaskChanges): Task {
  const now = new Date();
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const changed: Task = { ...task, ...given, updatedAt: now };
  return { ...changed, finishedAt: changed.status === 'DONE' ? (task.finishedAt ?? now) : null };
}

/** The facts in a task's change, or in its creation when there was nothing before. */
export function eventsOf(before: Task | null, after: Task, actorId: string | null): PrismEvent[] {
  const taskId = after.id;
  const events: PrismEvent[] = [];
  if (!before) events.push({ name: 'task.created', payload: { taskId, actorId } });
  if (after.assigneeId !== null && after.assigneeId !== before?.assigneeId) {
    events.push({ name: 'task.assigned', payload: { taskId, assigneeId: after.assigneeId, actorId } });
  }
  const handles = newMentions(before?.description ?? '', after.description ?? '');
  if (handles.length > 0) events.push({ name: 'task.mentioned', payload: { taskId, handles, actorId } });
  if (after.status === 'DONE' && before?.status !== 'DONE') {
    events.push({ name: 'task.finished', payload: { taskId, actorId } });
  }
  return events;
}
