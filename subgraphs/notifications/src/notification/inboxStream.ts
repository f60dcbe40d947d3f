import { badUserInput, upstreamUnavailable } from '@prism/errors/errors';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import { openPositionStream } from '@prism/pubsub/positionStream';
import type { Logger } from '@prism/telemetry/logger';

import type { Inbox } from './inboxCursor.ts';
import type { InboxReader } from './inboxReader.ts';
import { listenToInbox } from './inboxWakeUps.ts';
import type { Notification } from './notification.ts';

/** What a stream reads from and is woken by. */
export type StreamDeps = {
  readonly inboxes: InboxReader;
  readonly topics: LiveTopics;
  readonly log: Logger;
  /** How often an idle stream looks for itself, in ms: what bounds the delay when a wake-up is lost. */
  readonly pollMs: number;
};

/**
 * All that an inbox receives after a position (null: from now on), oldest first, each once and without a gap, for as long as
 * the consumer wants. Rejects with BAD_USER_INPUT when `after` lies beyond the end.
 */
export function openInboxStream(
  { inboxes, topics, log, pollMs }: StreamDeps,
  inbox: Inbox,
  after: number | null,
): Promise<AsyncGenerator<Notification, void, void>> {
  return openPositionStream({
    topics,
    log,
    pollMs,
    listen: (changed) => listenToInbox(topics, inbox, changed),
    start: async () => {
      const end = await inboxes.end(inbox);
      // Positions never shrink: either the cursor was made up, or the database was set back to an older state. In both cases the
      // client's picture of the inbox is wrong, and going on as if nothing were amiss would hide that.
      if (after !== null && after > end) {
        throw badUserInput([{ path: 'after', message: 'lies beyond the end of the inbox: load the inbox again' }]);
      }
      return after ?? end;
    },
    readAfter: (position, limit) => inboxes.readAfter({ inbox, after: position, limit }),
    unavailable: (cause) => upstreamUnavailable('The inbox cannot be read. Resume from your last cursor.', { cause }),
  });
}
