import { cutPage, readPage, type PageArgs } from '@prism/db/page';
import { toConnection, type Connection } from '@prism/graphql-kit/connection';

import type { Context } from '../context.ts';
import { requireInbox } from '../notification/notification.policy.ts';
import { listMutes, listWatches } from './subject.sql.ts';
import type { Mute, Watch } from './subject.ts';
import { muteCursor, placeOf, watchCursor } from './subjectCursor.ts';

/** What the caller watches, the latest first. */
export async function listWatchedSubjects(ctx: Context, args: PageArgs): Promise<Connection<Watch>> {
  const inbox = requireInbox(ctx.session);
  const page = readPage(args, watchCursor.key);
  const rows = await ctx.db.read((db) => listWatches(db, inbox, page));
  return toConnection(cutPage(rows, page.limit), (watch) => watchCursor.of(placeOf(watch)));
}

/** What the caller has muted, the latest first. */
export async function listMutedSubjects(ctx: Context, args: PageArgs): Promise<Connection<Mute>> {
  const inbox = requireInbox(ctx.session);
  const page = readPage(args, muteCursor.key);
  const rows = await ctx.db.read((db) => listMutes(db, inbox, page));
  return toConnection(cutPage(rows, page.limit), (mute) => muteCursor.of(placeOf(mute)));
}
