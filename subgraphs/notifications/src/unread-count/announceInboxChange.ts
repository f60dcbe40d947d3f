import type { LiveTopics } from '@prism/pubsub/liveTopics';

import type { Inbox } from '../notification/inboxCursor.ts';

/** Tells who looks at an inbox that what is unread in it may have changed. Call it after the commit; never rejects. */
export function announceInboxChange(topics: LiveTopics, { organizationId, userId }: Inbox): void {
  void topics.publish('inbox.changed', `${organizationId}:${userId}`, {});
}
