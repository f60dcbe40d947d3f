import { parseInput } from '@prism/errors/parseInput';
import { changeOf } from '../change/change.ts';
import { announceChange, recordChange } from '../change/recordChange.ts';
import type { Context } from '../context.ts';
import { assertReferencesExist } from './assertReferencesExist.ts';
import { createTaskInput } from './task.input.ts';
import { requireTaskWriter } from './task.policy.ts';
import { insertTask } from './task.sql.ts';
import { eventsOf, newTask, type Task } from './task.ts';
import { insertTaskDocuments } from './taskDocument.sql.ts';

export async function createTask(ctx: Context, input: unknown): Promise<Task> {
  const organizationId = requireTaskWriter(ctx.session);
  const { documentIds, ...fields } = parseInput(createTaskInput, input);
  await assertReferencesExist(ctx, { assigneeId: fields.assigneeId, documentIds });
  const task = newTask(fields, ctx.db.userId);
  const position = await ctx.db.transact(async (tx) => {
    await insertTask(tx, organizationId, task);
    await insertTaskDocuments(tx, organizationId, { taskId: task.id, documentIds });
    await tx.emit(...eventsOf(null, task, ctx.db.userId));
    return recordChange(tx, organizationId, changeOf(null, task, ctx.db.userId));
  });
  announceChange(ctx, organizationId, position);
  ctx.loaders.task.prime(task.id, task);
  return task;
}
