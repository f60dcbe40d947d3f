import type { LiveTopics, Unsubscribe } from '@prism/pubsub/liveTopics';

import type { Placed } from './fanOut.sql.ts';
import type { Inbox } from './inboxCursor.ts';

/** Up to so many are told one by one, each on a channel of their own; more in one message for the whole organization. */
const few = 20;

/** Tells who listens that inboxes have grown. Call it after the commit; who misses it finds the row at the next look. */
export function wakeInboxes(topics: LiveTopics, organizationId: string, placed: readonly Placed[]): void {
  if (placed.length > few) {
    const positions = Object.fromEntries(placed.map(({ recipientId, position }) => [recipientId, position]));
    void topics.publish('inboxes.grown', organizationId, { positions });
    return;
  }
  for (const { recipientId, position } of placed) {
    void topics.publish('notification.created', `${organizationId}:${recipientId}`, { position });
  }
}

/** Hears where an inbox ends, each time that it has grown. Resolves once listening; rejects when the topics are closed. */
export async function listenToInbox(
  topics: LiveTopics,
  { organizationId, userId }: Inbox,
  grown: (position: number) => void,
): Promise<Unsubscribe> {
  const listening = await Promise.allSettled([
    topics.subscribe('notification.created', `${organizationId}:${userId}`, ({ position }) => {
      grown(position);
    }),
    topics.subscribe('inboxes.grown', organizationId, ({ positions }) => {
      const position = positions[userId];
      if (position !== undefined) grown(position);
    }),
  ]);
  const unsubscribe = async () => {
    for (const one of listening) if (one.status === 'fulfilled') await one.value();
  };
  const failure = listening.find((one) => one.status === 'rejected');
  if (!failure) return unsubscribe;
  await unsubscribe();
  throw failure.reason;
}
