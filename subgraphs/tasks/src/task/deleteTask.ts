import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { changeOf } from '../change/change.ts';
import { announceChange, recordChange } from '../change/recordChange.ts';
import type { Context } from '../context.ts';
import { requireTaskWriter } from './task.policy.ts';
import { deleteTaskRow, lockTask } from './task.sql.ts';

export async function deleteTask(ctx: Context, id: string): Promise<void> {
  const organizationId = requireTaskWriter(ctx.session);
  if (!isId(id)) throw notFound('Task');
  const position = await ctx.db.transact(async (tx) => {
    const task = await lockTask(tx, organizationId, id);
    if (!task) throw notFound('Task');
    await deleteTaskRow(tx, organizationId, id);
    return recordChange(tx, organizationId, changeOf(task, null, ctx.db.userId));
  });
  announceChange(ctx, organizationId, position);
  ctx.loaders.task.clear(id);
  ctx.loaders.documents.clear(id);
}
