import { conflict, notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';

import type { Context } from '../context.ts';
import type { Announcement } from './announcement.ts';
import { requireAnnouncer } from './announcement.policy.ts';
import { listAnnouncementsByIds, settleScheduled } from './announcement.sql.ts';

/** Cancels an announcement that is still to be published; once it is out, CONFLICT. A repetition changes nothing. */
export async function cancelAnnouncement(ctx: Context, id: string): Promise<Announcement> {
  const organizationId = requireAnnouncer(ctx.session);
  if (!isId(id)) throw notFound('Announcement');
  return ctx.db.transact(async (tx) => {
    const cancelled = await settleScheduled(tx, organizationId, { id, status: 'CANCELLED' });
    if (cancelled) return cancelled;
    const [announcement] = await listAnnouncementsByIds(tx, organizationId, [id]);
    if (!announcement) throw notFound('Announcement');
    if (announcement.status === 'CANCELLED') return announcement;
    throw conflict('It has been published already: what was said cannot be taken back.');
  });
}
