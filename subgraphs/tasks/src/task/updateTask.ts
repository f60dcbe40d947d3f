import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';
import { changeOf } from '../change/change.ts';
import { announceChange, recordChange } from '../change/recordChange.ts';
import type { Context } from '../context.ts';
import { assertReferencesExist } from './assertReferencesExist.ts';
import { updateTaskInput } from './task.input.ts';
import { requireTaskWriter } from './task.policy.ts';
import { lockTask, updateTaskRow } from './task.sql.ts';
import { changeTask, eventsOf, type Task } from './task.ts';
import { deleteTaskDocuments, insertTaskDocuments } from './taskDocument.sql.ts';

export async function updateTask(ctx: Context, input: unknown): Promise<Task> {
  const organizationId = requireTaskWriter(ctx.session);
  const { id, documentIds, ...changes } = parseInput(updateTaskInput, input);
  if (!isId(id)) throw notFound('Task');
  await assertReferencesExist(ctx, { assigneeId: changes.assigneeId, documentIds });
  const { task, position } = await ctx.db.transact(async (tx) => {
    const before = await lockTask(tx, organizationId, id);
    if (!before) throw notFound('Task');
    const after = changeTask(before, changes);
    await updateTaskRow(tx, organizationId, after);
    if (documentIds) {
      await deleteTaskDocuments(tx, organizationId, id);
      await insertTaskDocuments(tx, organizationId, { taskId: id, documentIds });
    }
    await tx.emit(...eventsOf(before, after, ctx.db.userId));
    return { task: after, position: await recordChange(tx, organizationId, changeOf(before, after, ctx.db.userId)) };
  });
  announceChange(ctx, organizationId, position);
  ctx.loaders.task.clear(id).prime(id, task);
  ctx.loaders.documents.clear(id);
  return task;
}
