import type { Context } from '../context.ts';
import { decodeInboxCursor } from './inboxCursor.ts';
import type { Notification } from './notification.ts';
import { requireInbox } from './notification.policy.ts';
import { openInboxStream } from './inboxStream.ts';

/** The caller's notifications as they come, after replaying what came after the cursor `after`. */
export async function receiveNotifications(
  ctx: Context,
  after: string | null | undefined,
): Promise<AsyncGenerator<Notification, void, void>> {
  const inbox = requireInbox(ctx.session);
  return openInboxStream(ctx, inbox, after == null ? null : decodeInboxCursor(inbox, after));
}
