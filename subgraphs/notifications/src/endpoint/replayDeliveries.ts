import { badUserInput, conflict } from '@prism/errors/errors';
import { parseInput } from '@prism/errors/parseInput';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { idempotencyKey, once } from '../idempotency/once.ts';
import { requireManager } from './endpoint.policy.ts';
import { requeue } from './endpointMessages.sql.ts';
import { getManaged } from './getManaged.ts';

/** What one replay sends at most; longer ranges are replayed in pieces. */
const mostAtOnce = 10_000;

const inputSchema = z.object({
  endpointId: z.string(),
  from: z.date(),
  until: z.date().nullish(),
  idempotencyKey,
});

/** Sends a range again under the same ids, and returns how many notifications that are. CONFLICT when the endpoint is disabled. */
export async function replayDeliveries(ctx: Context, input: unknown): Promise<number> {
  const organizationId = requireManager(ctx.session);
  const { endpointId, from, until, idempotencyKey: key } = parseInput(inputSchema, input);
  const { actor } = ctx.session;
  // As it was asked, so that a repetition without an end is the same input.
  const asked = { endpointId, from: from.toISOString(), until: until?.toISOString() ?? null };
  const count = await ctx.db.transact(async (tx) => {
    const endpoint = await getManaged(ctx, tx, endpointId);
    return once(tx, { organizationId, actor, operation: 'replayDeliveries', key, input: asked }, async () => {
      if (endpoint.disabledAt) throw conflict('The endpoint is disabled: enable it first.');
      const requeued = await requeue(tx, endpoint, { from, until: until ?? new Date(), most: mostAtOnce + 1 });
      if (requeued > mostAtOnce)
        throw badUserInput([
          { path: 'input.from', message: `must be later: there are more than ${String(mostAtOnce)}` },
        ]);
      return requeued;
    });
  });
  void ctx.topics.publish('delivery.due', '*', {});
  return count;
}
