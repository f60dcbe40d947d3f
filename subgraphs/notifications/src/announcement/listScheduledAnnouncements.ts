import { cutPage, listCursor, readPage, type PageArgs } from '@prism/db/page';
import { toConnection, type Connection } from '@prism/graphql-kit/connection';
import { z } from 'zod';

import type { Context } from '../context.ts';
import type { Announcement } from './announcement.ts';
import { requireAnnouncer } from './announcement.policy.ts';
import { listScheduled, type Place } from './announcement.sql.ts';

const place: z.ZodType<Place> = z.tuple([z.iso.datetime(), z.uuid()]);
const scheduledCursor = listCursor('scheduledAnnouncements', place);

/** What is still to be published, the next first. */
export async function listScheduledAnnouncements(ctx: Context, args: PageArgs): Promise<Connection<Announcement>> {
  const organizationId = requireAnnouncer(ctx.session);
  const page = readPage(args, scheduledCursor.key);
  const rows = await ctx.db.read((db) => listScheduled(db, organizationId, page));
  return toConnection(cutPage(rows, page.limit), ({ sendAt, id }) =>
    scheduledCursor.of([(sendAt ?? new Date(0)).toISOString(), id]),
  );
}
