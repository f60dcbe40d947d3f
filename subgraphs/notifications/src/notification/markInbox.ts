import type { Context } from '../context.ts';
import { announceInboxChange } from '../unread-count/announceInboxChange.ts';
import { decodeInboxCursor } from './inboxCursor.ts';
import { countUnseen, lockInbox, markReadUpTo, markSeenUpTo } from './inboxState.sql.ts';
import { requireInbox } from './notification.policy.ts';

/** Rows marked in one transaction: no inbox is held for long, however much lies in it. */
const most = 2_000;

/** Marks all that lies unread in the caller's inbox up to a cursor, and returns how many are unread after it. */
export async function markAllRead(ctx: Context, upTo: string): Promise<number> {
  const inbox = requireInbox(ctx.session);
  const position = decodeInboxCursor(inbox, upTo, 'upTo');
  for (;;) {
    const { changed, unread } = await ctx.db.transact(async (tx) => {
      await lockInbox(tx, inbox);
      return markReadUpTo(tx, inbox, { position, most });
    });
    if (changed > 0) announceInboxChange(ctx.topics, inbox);
    if (changed < most) return unread;
  }
}

/** Remembers that the caller has seen the inbox up to a cursor, and returns how many are unseen after it. */
export async function markSeen(ctx: Context, upTo: string): Promise<number> {
  const inbox = requireInbox(ctx.session);
  const asked = decodeInboxCursor(inbox, upTo, 'upTo');
  for (;;) {
    const step = await ctx.db.transact(async (tx) => {
      // A cursor beyond the end was made up: what is still to come is not seen by it.
      const position = Math.min(asked, (await lockInbox(tx, inbox)).position);
      return (await markSeenUpTo(tx, inbox, { position, most })) >= position;
    });
    if (step) break;
  }
  announceInboxChange(ctx.topics, inbox);
  return ctx.db.read((db) => countUnseen(db, inbox));
}
