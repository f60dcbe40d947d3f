import { isId } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { announceInboxChange } from '../unread-count/announceInboxChange.ts';
import type { Notification } from './notification.ts';
import { requireInbox } from './notification.policy.ts';
import { listByIds, markRead } from './notification.sql.ts';

const idsSchema = z.array(z.string()).max(1_000, 'must be at most 1,000');

/** Marks notifications as read. An id that is unknown or lies in another inbox is ignored: nobody can tell which it was. */
export async function markNotificationsRead(
  ctx: Context,
  ids: readonly string[],
): Promise<{ readonly unreadCount: number; readonly notifications: Notification[] }> {
  const inbox = requireInbox(ctx.session);
  const wanted = parseInput(idsSchema, ids, 'ids').filter(isId);
  const marked = await ctx.db.transact(async (tx) => ({
    unreadCount: await markRead(tx, inbox, wanted),
    notifications: wanted.length > 0 ? await listByIds(tx, inbox, wanted) : [],
  }));
  announceInboxChange(ctx.topics, inbox);
  return marked;
}
