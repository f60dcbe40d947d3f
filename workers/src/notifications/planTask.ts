import { textOf } from '@prism/notifications/domain';
import { findMembersByHandle } from '@prism/organizations/domain';
import { findTask } from '@prism/tasks/domain';

import { findMemberNames } from './memberNames.ts';
import type { Owners } from './owners.ts';
import type { Plan, Planner } from './plan.ts';

/** The assignee hears of it, unless they took the task themselves. */
export const planTaskAssigned: Planner<'task.assigned'> = (owners, { taskId, assigneeId, actorId }) =>
  planTask(owners, { taskId, actorId, kind: 'TASK_ASSIGNED', candidates: () => [assigneeId] });

/** Every member that one of the handles names hears of it. */
export const planTaskMentioned: Planner<'task.mentioned'> = async (owners, { taskId, handles, actorId }) => {
  const mentioned = await findMembersByHandle(owners.organizations, handles);
  return planTask(owners, { taskId, actorId, kind: 'TASK_MENTIONED', candidates: () => mentioned.map(({ id }) => id) });
};

/** Who created the task and who has it hear of it. */
export const planTaskFinished: Planner<'task.finished'> = (owners, { taskId, actorId }) =>
  planTask(owners, {
    ...{ taskId, actorId, kind: 'TASK_FINISHED' },
    candidates: ({ createdBy, assigneeId }) => [createdBy, assigneeId],
  });

type TaskEvent = {
  readonly taskId: string;
  readonly actorId: string | null;
  readonly kind: 'TASK_ASSIGNED' | 'TASK_MENTIONED' | 'TASK_FINISHED';
  readonly candidates: (task: {
    readonly createdBy: string | null;
    readonly assigneeId: string | null;
  }) => readonly (string | null)[];
};

/** Nobody is notified of what they did themselves, and nobody who does not belong to the organization (any more). */
async function planTask(owners: Owners, { taskId, actorId, kind, candidates }: TaskEvent): Promise<Plan | null> {
  const task = await findTask(owners.tasks, taskId);
  if (!task) return null;
  const wanted = [...new Set(candidates(task))].filter((id) => id !== null && id !== actorId);
  if (wanted.length === 0) return null;
  const names = await findMemberNames(owners.organizations, [...wanted, actorId]);
  const actor = actorId === null ? null : (names.get(actorId) ?? null);
  return {
    notice: { kind, text: textOf(kind, { actor, task: task.title }), actorId, subject: { type: 'Task', id: taskId } },
    batches: [wanted.flatMap((id) => (id !== null && names.has(id) ? [id] : []))],
  };
}
