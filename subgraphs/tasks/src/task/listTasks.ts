import { cutPage, readPage, type PageArgs } from '@prism/db/page';
import { isId } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';
import type { Context } from '../context.ts';
import { taskCursor } from './taskCursor.ts';
import { taskFilter } from './task.input.ts';
import { requireTaskReader } from './task.policy.ts';
import { countTasks, selectTaskPage } from './task.sql.ts';
import type { TaskList } from './task.ts';

const nothing: TaskList = { rows: [], hasNextPage: false, count: () => Promise.resolve(0) };

export async function listTasks(ctx: Context, args: PageArgs & { readonly filter: unknown }): Promise<TaskList> {
  const organizationId = requireTaskReader(ctx.session);
  const page = readPage(args, taskCursor.key);
  const filter = parseInput(taskFilter, args.filter ?? {}, 'filter');
  // Nobody has a malformed id.
  if (![filter.assigneeId, filter.createdById].every((id) => id == null || isId(id))) return nothing;
  const query = { organizationId, filter };
  const rows = await ctx.db.read((tx) => selectTaskPage(tx, query, page));
  return { ...cutPage(rows, page.limit), count: () => ctx.db.read((tx) => countTasks(tx, query)) };
}
