import type { Queryable } from '@prism/db/transaction';
import type { Context } from '../context.ts';
import { deleteChanges, insertChange } from './change.sql.ts';
import type { NewChange } from './change.ts';

/** How many changes stay, and after how many the older ones are dropped. */
export const keptChanges = 100_000;
const sweepEvery = 1_000;

/** Writes a change down in the transaction that makes it, as its last statement. Returns its position. */
export async function recordChange(tx: Queryable, organizationId: string, change: NewChange): Promise<number> {
  const position = await insertChange(tx, organizationId, change);
  if (position % sweepEvery === 0 && position > keptChanges)
    await deleteChanges(tx, organizationId, position - keptChanges);
  return position;
}

/** Tells who follows that a change was committed. A message that gets lost is made up for by their polling. */
export function announceChange({ topics }: Context, organizationId: string, position: number): void {
  void topics.publish('task.changed', organizationId, { position });
}
