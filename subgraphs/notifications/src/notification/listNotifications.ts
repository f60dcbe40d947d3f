import { cutPage, readPage, type PageOf } from '@prism/db/page';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { decodeInboxCursor, encodeInboxCursor } from './inboxCursor.ts';
import type { Notification } from './notification.ts';
import { requireInbox } from './notification.policy.ts';
import { listInbox } from './notification.sql.ts';

/** A page of an inbox with what holds for all of it. */
export type InboxPage = PageOf<Notification> & { readonly unread: number; readonly cursor: string };

/** Which part of the inbox, as clients ask for it. */
export type InboxArgs = {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly unreadOnly?: boolean | null | undefined;
};

/** The caller's inbox, newest first. */
export async function listNotifications(ctx: Context, args: InboxArgs): Promise<InboxPage> {
  const inbox = requireInbox(ctx.session);
  const { limit } = readPage({ first: args.first }, z.never());
  const before = args.after == null ? null : decodeInboxCursor(inbox, args.after);
  const { position, unread, rows } = await ctx.db.read((db) =>
    listInbox(db, inbox, { before, unreadOnly: args.unreadOnly ?? false, limit: limit + 1 }),
  );
  return { ...cutPage(rows, limit), unread, cursor: encodeInboxCursor(inbox, position) };
}
