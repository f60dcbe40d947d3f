import { cutPage, type PageArgs } from '@prism/db/page';
import { toConnection, type Connection } from '@prism/graphql-kit/connection';

import type { Context } from '../context.ts';
import { cursorOf } from './inboxCursor.ts';
import type { Group } from './inboxPage.ts';
import { listGroups } from './inboxPages.sql.ts';
import { readRange } from './listNotifications.ts';
import { requireInbox } from './notification.policy.ts';

/** The caller's inbox by subjects, that with the latest notification first. */
export async function listNotificationGroups(ctx: Context, args: PageArgs): Promise<Connection<Group>> {
  const inbox = requireInbox(ctx.session);
  const range = readRange(inbox, args);
  const groups = await ctx.db.read((db) => listGroups(db, inbox, { ...range, limit: range.limit + 1 }));
  return toConnection(cutPage(groups, range.limit), ({ latest }) => cursorOf(latest));
}
