import { cutPage, listCursor, readPage, type PageArgs } from '@prism/db/page';
import { parseInput } from '@prism/errors/parseInput';
import { toConnection, type Connection } from '@prism/graphql-kit/connection';
import { z } from 'zod';

import type { Context } from '../context.ts';
import type { ChannelName, Delivery } from './delivery.ts';
import { canMatch, filterSchema } from './deliveryInput.ts';
import { requireDeliveryAdministrator } from './delivery.policy.ts';
import { listDeliveryPage, type DeliveryFilter } from './delivery.sql.ts';

const deliveryCursor = listCursor('deliveries', z.uuid());
const deadLetterCursor = listCursor('deadLetters', z.uuid());

/** What leaves Prism for the caller's organization, newest first. */
export async function listDeliveries(
  ctx: Context,
  args: PageArgs & { readonly filter: unknown },
): Promise<Connection<Delivery>> {
  const organizationId = requireDeliveryAdministrator(ctx.session);
  return listBy(ctx, {
    organizationId,
    args,
    filter: parseInput(filterSchema, args.filter ?? {}, 'filter'),
    cursor: deliveryCursor,
  });
}

/** What could not be delivered, newest first. */
export async function listDeadLetters(
  ctx: Context,
  args: PageArgs & { readonly channel: ChannelName | null },
): Promise<Connection<Delivery>> {
  const organizationId = requireDeliveryAdministrator(ctx.session);
  const filter = { status: 'DEAD', channel: args.channel, recipientId: null, endpointId: null } as const;
  return listBy(ctx, { organizationId, args, filter, cursor: deadLetterCursor });
}

async function listBy(
  ctx: Context,
  query: {
    readonly organizationId: string;
    readonly args: PageArgs;
    readonly filter: DeliveryFilter;
    readonly cursor: typeof deliveryCursor;
  },
): Promise<Connection<Delivery>> {
  const { organizationId, args, filter, cursor } = query;
  const page = readPage(args, cursor.key);
  const rows = canMatch(filter)
    ? await ctx.db.read((db) => listDeliveryPage(db, { organizationId, filter }, page))
    : [];
  return toConnection(cutPage(rows, page.limit), ({ id }) => cursor.of(id));
}
