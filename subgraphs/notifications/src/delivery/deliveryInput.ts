import { isId } from '@prism/errors/inputSchemas';
import { z } from 'zod';

import { channelNames, deliveryStatuses } from './delivery.ts';
import type { DeadLetterFilter, DeadLetters } from './delivery.sql.ts';

/** Rows that one call changes at most, those in their digests not counted. */
export const mostAtOnce = 1_000;

const idOf = z
  .string()
  .nullish()
  .transform((id) => id ?? null);
const channel = z
  .enum(channelNames)
  .nullish()
  .transform((name) => name ?? null);

/** Ids of deliveries as a mutation takes them. */
export const idsSchema = z
  .array(z.string())
  .min(1, 'must not be empty')
  .max(mostAtOnce, `must be at most ${String(mostAtOnce)}`);

/** `DeliveryFilter`. */
export const filterSchema = z.object({
  status: z
    .enum(deliveryStatuses)
    .nullish()
    .transform((status) => status ?? null),
  channel,
  recipientId: idOf,
  endpointId: idOf,
});

/** `DeadLetterFilter`. */
export const deadFilterSchema = z.object({ channel, recipientId: idOf, endpointId: idOf });

/** Either ids or a filter: a call that names neither must not mean everything. */
export const namedSchema = z
  .object({ ids: idsSchema.nullish(), filter: deadFilterSchema.nullish() })
  .refine(({ ids, filter }) => (ids == null) !== (filter == null), 'must name either ids or a filter');

/** Whether a filter can match anything: nobody has a malformed id. */
export function canMatch({ recipientId, endpointId }: Pick<DeadLetterFilter, 'recipientId' | 'endpointId'>): boolean {
  return [recipientId, endpointId].every((id) => id === null || isId(id));
}

/** What to look for, one more of a filter than is changed at once, which says whether there are more. Null for what cannot be. */
export function toDeadLetters({ ids, filter }: z.output<typeof namedSchema>): DeadLetters | null {
  if (ids) return { ids: ids.filter(isId) };
  return filter && canMatch(filter) ? { filter, most: mostAtOnce + 1 } : null;
}
