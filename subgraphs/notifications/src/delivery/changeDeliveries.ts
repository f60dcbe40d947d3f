import type { Queryable } from '@prism/db/transaction';
import { parseInput } from '@prism/errors/parseInput';
import { isId } from '@prism/errors/inputSchemas';

import type { Context } from '../context.ts';
import { idempotencyKey, once } from '../idempotency/once.ts';
import { lockQueue } from './lockQueue.ts';
import { idsSchema, mostAtOnce, namedSchema, toDeadLetters } from './deliveryInput.ts';
import { requireDeliveryAdministrator } from './delivery.policy.ts';
import { cancel, listDeadIds, reviveDead, type DeadLetters } from './delivery.sql.ts';

/** How many were changed, and whether the filter finds more. */
export type Changed = { readonly count: number; readonly hasMore: boolean };

const retrySchema = namedSchema.safeExtend({ idempotencyKey });

/** Has dead letters tried again under their own ids. A repetition with the same key does nothing more. */
export async function retryDeliveries(ctx: Context, input: unknown): Promise<Changed> {
  const organizationId = requireDeliveryAdministrator(ctx.session);
  const { idempotencyKey: key, ...named } = parseInput(retrySchema, input);
  const which = toDeadLetters(named);
  const { actor } = ctx.session;
  const changed = await ctx.db.transact((tx) =>
    once(tx, { organizationId, actor, operation: 'retryDeliveries', key, input: named }, () =>
      changeDead(tx, { organizationId, which }, (ids) => reviveDead(tx, organizationId, ids)),
    ),
  );
  void ctx.topics.publish('delivery.due', '*', {});
  return changed;
}

/** Gives dead letters up. */
export async function dropDeliveries(ctx: Context, input: unknown): Promise<Changed> {
  const organizationId = requireDeliveryAdministrator(ctx.session);
  const which = toDeadLetters(parseInput(namedSchema, input));
  return ctx.db.transact((tx) =>
    changeDead(tx, { organizationId, which }, (ids) =>
      cancel(tx, organizationId, { ids, from: ['DEAD'], reason: 'An administrator dropped it.' }),
    ),
  );
}

/** Cancels what waits to be sent, and returns how many that were. */
export async function cancelDeliveries(ctx: Context, ids: readonly string[]): Promise<number> {
  const organizationId = requireDeliveryAdministrator(ctx.session);
  const wanted = parseInput(idsSchema, ids, 'ids').filter(isId);
  return ctx.db.transact(async (tx) => {
    await lockQueue(tx, organizationId);
    const reason = 'An administrator cancelled it.';
    return cancel(tx, organizationId, { ids: wanted, from: ['PENDING', 'COLLECTED'], reason });
  });
}

/** The queue is locked: a digest is changed as a whole, and by one at a time. */
async function changeDead(
  tx: Queryable,
  { organizationId, which }: { readonly organizationId: string; readonly which: DeadLetters | null },
  change: (ids: readonly string[]) => Promise<number>,
): Promise<Changed> {
  if (which === null) return { count: 0, hasMore: false };
  await lockQueue(tx, organizationId);
  const ids = await listDeadIds(tx, organizationId, which);
  const count = ids.length > 0 ? await change(ids.slice(0, mostAtOnce)) : 0;
  return { count, hasMore: ids.length > mostAtOnce };
}
