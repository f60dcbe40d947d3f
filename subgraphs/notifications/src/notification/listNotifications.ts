import { cutPage, readPage, type PageOf } from '@prism/db/page';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { decodeInboxCursor, encodeInboxCursor, type Inbox } from './inboxCursor.ts';
import { readFilter, type InboxFilterInput } from './inboxFilter.ts';
import { listInbox } from './inboxPages.sql.ts';
import { countUnseen } from './inboxState.sql.ts';
import type { Notification } from './notification.ts';
import { requireInbox } from './notification.policy.ts';

/** A page of an inbox with what holds for all of it. */
export type InboxPage = PageOf<Notification> & {
  readonly unread: number;
  readonly cursor: string;
  readonly countUnseen: () => Promise<number>;
};

/** Which page of which part of the inbox, as clients ask for it. */
export type InboxArgs = {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly unreadOnly?: boolean | null | undefined;
  readonly filter?: InboxFilterInput | null | undefined;
};

/** The caller's inbox, newest first. */
export async function listNotifications(ctx: Context, args: InboxArgs): Promise<InboxPage> {
  const inbox = requireInbox(ctx.session);
  const filter = readFilter(args.filter, args.unreadOnly ?? false);
  const range = readRange(inbox, args);
  const { position, unread, rows } = await ctx.db.read((db) =>
    listInbox(db, inbox, { ...filter, ...range, limit: range.limit + 1 }),
  );
  return {
    ...cutPage(rows, range.limit),
    unread,
    cursor: encodeInboxCursor(inbox, position),
    countUnseen: () => ctx.db.read((db) => countUnseen(db, inbox)),
  };
}

/** Which page of an inbox is asked for, newest first. */
export function readRange(inbox: Inbox, { first, after }: Pick<InboxArgs, 'first' | 'after'>) {
  const { limit } = readPage({ first }, z.never());
  return { limit, before: after == null ? null : decodeInboxCursor(inbox, after) };
}
