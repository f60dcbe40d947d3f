import { findMembersByHandle } from '@prism/organizations/domain';
import { findTask, type TaskSummary } from '@prism/tasks/domain';

import { either, these, watchersOf, without, type Audience } from './audience.ts';
import { findMemberNames } from './memberNames.ts';
import type { Plan, Planner } from './plan.ts';

// What does not depend on each other is asked at once: somebody is looking at the screen where this will appear.

/** The assignee hears of it, unless they took the task themselves. */
export const planTaskAssigned: Planner<'task.assigned'> = async (owners, { taskId, assigneeId, actorId }) => {
  if (assigneeId === actorId) return null;
  const [task, names] = await Promise.all([
    findTask(owners.tasks, taskId),
    findMemberNames(owners.organizations, [assigneeId, actorId]),
  ]);
  if (!names.has(assigneeId)) return null;
  return planOf(task, { kind: 'TASK_ASSIGNED', actorId, names, audience: these([assigneeId]) });
};

/** Every member that one of the handles names hears of it. */
export const planTaskMentioned: Planner<'task.mentioned'> = async (owners, { taskId, handles, actorId }) => {
  const [task, mentioned, names] = await Promise.all([
    findTask(owners.tasks, taskId),
    findMembersByHandle(owners.organizations, handles),
    findMemberNames(owners.organizations, [actorId]),
  ]);
  const ids = mentioned.map(({ id }) => id).filter((id) => id !== actorId);
  return ids.length === 0 ? null : planOf(task, { kind: 'TASK_MENTIONED', actorId, names, audience: these(ids) });
};

/** Who created the task, who has it, and who watches it hear of it. */
export const planTaskFinished: Planner<'task.finished'> = async (owners, { taskId, actorId }) => {
  const task = await findTask(owners.tasks, taskId);
  if (!task) return null;
  const concerned = [task.createdBy, task.assigneeId].filter((id) => id !== null);
  const names = await findMemberNames(owners.organizations, [...concerned, actorId]);
  const watchers = watchersOf(owners, { type: 'Task', id: taskId });
  const audience = either(these(concerned.filter((id) => names.has(id))), watchers);
  return planOf(task, { kind: 'TASK_FINISHED', actorId, names, audience });
};

type TaskEvent = {
  readonly kind: 'TASK_ASSIGNED' | 'TASK_MENTIONED' | 'TASK_FINISHED';
  readonly actorId: string | null;
  readonly names: ReadonlyMap<string, string>;
  readonly audience: Audience;
};

/** Nobody is notified of what they did themselves. */
function planOf(task: TaskSummary | null, { kind, actorId, names, audience }: TaskEvent): Plan | null {
  if (!task) return null;
  const actor = actorId === null ? null : (names.get(actorId) ?? null);
  return {
    happening: { kind, facts: { actor, task: task.title }, actorId, subject: { type: 'Task', id: task.id } },
    audience: without(audience, actorId),
  };
}
