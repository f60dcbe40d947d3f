import { badUserInput } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { announceInboxChange } from '../unread-count/announceInboxChange.ts';
import { changeNotifications, lockInbox, type InboxAction } from './inboxState.sql.ts';
import type { Notification } from './notification.ts';
import { requireInbox } from './notification.policy.ts';
import { listByIds } from './notification.sql.ts';

/** What was done, and how many notifications of the whole inbox are unread after it. */
export type InboxChange = { readonly unreadCount: number; readonly notifications: Notification[] };

const idsSchema = z.array(z.string()).max(1_000, 'must be at most 1,000');
const longestSnooze = 366 * 24 * 3_600_000;

/**
 * Does something with notifications of the caller's inbox. An id that is unknown or lies in another inbox is ignored: nobody can
 * tell which it was.
 */
export async function changeInbox(
  ctx: Context,
  action: Exclude<InboxAction, 'snooze'>,
  ids: readonly string[],
): Promise<InboxChange> {
  return change(ctx, { action, ids });
}

/** Takes notifications out of the inbox until a moment, at which they come back as if they were new. */
export async function snoozeNotifications(ctx: Context, ids: readonly string[], until: Date): Promise<InboxChange> {
  requireInbox(ctx.session);
  const ms = until.getTime() - Date.now();
  if (ms <= 0 || ms > longestSnooze) {
    throw badUserInput([{ path: 'until', message: 'must be in the future, and at most 366 days ahead' }]);
  }
  return change(ctx, { action: 'snooze', ids, until });
}

async function change(ctx: Context, { ids, ...what }: Parameters<typeof changeNotifications>[2]): Promise<InboxChange> {
  const inbox = requireInbox(ctx.session);
  const wanted = parseInput(idsSchema, ids, 'ids').filter(isId);
  const changed = await ctx.db.transact(async (tx) => {
    const { unread } = await lockInbox(tx, inbox);
    if (wanted.length === 0) return { unreadCount: unread, notifications: [] };
    return {
      unreadCount: await changeNotifications(tx, inbox, { ...what, ids: wanted }),
      notifications: await listByIds(tx, inbox, wanted),
    };
  });
  announceInboxChange(ctx.topics, inbox);
  return changed;
}
