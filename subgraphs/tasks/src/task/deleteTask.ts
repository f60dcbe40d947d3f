import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import type { Context } from '../context.ts';
import { requireTaskWriter } from './task.policy.ts';
import { deleteTaskRow } from './task.sql.ts';

export async function deleteTask(ctx: Context, id: string): Promise<void> {
  const organizationId = requireTaskWriter(ctx.session);
  const deleted = isId(id) && (await ctx.db.transact((tx) => deleteTaskRow(tx, organizationId, id)));
  if (!deleted) throw notFound('Task');
  ctx.loaders.task.clear(id);
  ctx.loaders.documents.clear(id);
}
