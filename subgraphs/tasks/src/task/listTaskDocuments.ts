import type { Context } from '../context.ts';
import type { Task } from './task.ts';

/** The ids of a task's documents, in order. Whoever has the task may see them. */
export async function listTaskDocuments(ctx: Context, task: Task): Promise<readonly string[]> {
  const documents = await ctx.loaders.documents.load(task.id);
  return documents?.documentIds ?? [];
}
