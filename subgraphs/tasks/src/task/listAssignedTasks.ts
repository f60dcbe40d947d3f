import { cutPage, readPage, type PageArgs } from '@prism/db/page';
import type { Context } from '../context.ts';
import { taskCursor } from './taskCursor.ts';
import { requireTaskReader } from './task.policy.ts';
import type { TaskList, TaskStatus } from './task.ts';

interface AssignedArgs extends PageArgs {
  readonly status?: readonly TaskStatus[] | null | undefined;
}

export async function listAssignedTasks(ctx: Context, assigneeId: string, args: AssignedArgs): Promise<TaskList> {
  requireTaskReader(ctx.session);
  const page = readPage(args, taskCursor.key);
  const status = args.status ?? null;
  const assigned = await ctx.loaders.assigned({ ...page, status }).load(assigneeId);
  const count = async () => (await ctx.loaders.assignedCount(status).load(assigneeId))?.count ?? 0;
  return { ...cutPage(assigned?.rows ?? [], page.limit), count };
}
