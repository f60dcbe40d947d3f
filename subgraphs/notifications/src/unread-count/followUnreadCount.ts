import { upstreamUnavailable } from '@prism/errors/errors';
import { openValueStream } from '@prism/pubsub/valueStream';

import type { Context } from '../context.ts';
import { listenToInbox } from '../notification/inboxWakeUps.ts';
import { requireInbox } from '../notification/notification.policy.ts';
import { findUnreadCount } from './unreadCount.sql.ts';

/** Changes that come within this time are told as one, in ms. */
const gatherMs = 100;

/** How many notifications are unread, now and whenever that changes. */
export async function followUnreadCount(ctx: Context): Promise<AsyncGenerator<number, void, void>> {
  const inbox = requireInbox(ctx.session);
  const { topics, db, log, pollMs } = ctx;
  const key = `${inbox.organizationId}:${inbox.userId}`;
  return openValueStream({
    topics,
    log,
    pollMs,
    gatherMs,
    listen: async (changed) => {
      const hear = () => {
        changed();
      };
      const subscribing = [listenToInbox(topics, inbox, hear), topics.subscribe('inbox.changed', key, hear)];
      const unsubscribe = await Promise.all(subscribing);
      return async () => {
        await Promise.all(unsubscribe.map((stop) => stop()));
      };
    },
    read: () => db.read((tx) => findUnreadCount(tx, inbox)),
    same: (one, other) => one === other,
    unavailable: (cause) => upstreamUnavailable('The inbox cannot be read. Subscribe again.', { cause }),
  });
}
