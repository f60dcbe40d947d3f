import { createLogger } from '@prism/telemetry/logger';

import type { LiveTopics, TopicHandler } from './liveTopics.ts';
import { channelOf, checkMessage, createSubscribers } from './subscribers.ts';

/** Live topics inside one process. Delivery is asynchronous, as it is over Redis; nothing is ever lost before `close`. */
export function createMemoryTopics(): LiveTopics {
  const subscribers = createSubscribers(createLogger('pubsub'));
  let closed = false;
  return {
    async publish(topic, key, message) {
      const checked = checkMessage(topic, message);
      await Promise.resolve();
      subscribers.deliver(channelOf(topic, key), checked);
    },
    subscribe(topic, key, handler) {
      if (closed) return Promise.reject(new Error('The live topics are closed.'));
      const channel = channelOf(topic, key);
      // Each subscription is its own, also when one function subscribes twice.
      const own: TopicHandler<never> = (message) => handler(message);
      subscribers.add(channel, own);
      return Promise.resolve(() => {
        subscribers.remove(channel, own);
        return Promise.resolve();
      });
    },
    onGap: () => () => undefined,
    close() {
      closed = true;
      subscribers.clear();
      return Promise.resolve();
    },
  };
}
