import { parseInput } from '@prism/errors/parseInput';
import { filterStream } from '@prism/pubsub/filterStream';
import type { Context } from '../context.ts';
import { requireTaskReader } from '../task/task.policy.ts';
import { changeFilter, isWanted, type Change } from './change.ts';
import { findChangeRange } from './change.sql.ts';
import { decodeChangeCursor, encodeChangeCursor } from './changeCursor.ts';

/** Which changes, as clients ask for them. */
export interface ChangeArgs {
  readonly filter?: unknown;
  readonly after?: string | null | undefined;
}

/** The organization's changes as they come, after replaying what came after the cursor `after`. */
export async function followChanges(
  ctx: Context,
  { filter, after }: ChangeArgs,
): Promise<AsyncGenerator<Change, void, void>> {
  const organizationId = requireTaskReader(ctx.session);
  const wanted = parseInput(changeFilter, filter ?? {}, 'filter');
  const position = after == null ? null : decodeChangeCursor(organizationId, after);
  const changes = await ctx.changes.open(organizationId, position);
  return filterStream(changes, (change) => isWanted(change, wanted));
}

/** Where the organization's changes end now. */
export async function getChangeCursor(ctx: Context): Promise<string> {
  const organizationId = requireTaskReader(ctx.session);
  const { last } = await ctx.db.read((tx) => findChangeRange(tx, organizationId));
  return encodeChangeCursor(organizationId, last);
}
