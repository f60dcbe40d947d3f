import type { Context } from '../context.ts';
import { requireTaskReader } from './task.policy.ts';
import type { Task } from './task.ts';

/** The task, or null when the organization has none with this id. */
export async function findTask(ctx: Context, id: string): Promise<Task | null> {
  requireTaskReader(ctx.session);
  return ctx.loaders.task.load(id);
}
