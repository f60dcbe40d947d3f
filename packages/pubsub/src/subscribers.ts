import { topicSchemas, type TopicMessage, type TopicName } from '@prism/contracts/topics';
import type { Logger } from '@prism/telemetry/logger';

import type { TopicHandler } from './liveTopics.ts';

/** The handlers of one process, by channel (`topic:key`). Shared by both implementations of live topics. */
export type Subscribers = {
  /** Whether this was the first handler of its channel. */
  add(channel: string, handler: TopicHandler<never>): boolean;
  /** Whether this was the last handler of its channel. */
  remove(channel: string, handler: TopicHandler<never>): boolean;
  /** Hands a message to each handler of its channel; what a handler throws is logged. */
  deliver(channel: string, message: unknown): void;
  clear(): void;
};

/** The channel's name, as it also stands in Redis (behind a prefix). */
export function channelOf(topic: TopicName, key: string): string {
  return `${topic}:${key}`;
}

/** Throws a ZodError when a message is not what its topic says. */
export function checkMessage<T extends TopicName>(topic: T, message: TopicMessage<T>): unknown {
  return topicSchemas[topic].parse(message);
}

/** An empty set of handlers. */
export function createSubscribers(log: Logger): Subscribers {
  const handlers = new Map<string, Set<TopicHandler<never>>>();
  const call = async (handler: TopicHandler<never>, message: unknown) => {
    await handler(message as never);
  };
  return {
    add(channel, handler) {
      const present = handlers.get(channel);
      if (present) present.add(handler);
      else handlers.set(channel, new Set([handler]));
      return !present;
    },
    remove(channel, handler) {
      const present = handlers.get(channel);
      if (!present?.delete(handler) || present.size > 0) return false;
      return handlers.delete(channel);
    },
    deliver(channel, message) {
      for (const handler of [...(handlers.get(channel) ?? [])]) {
        call(handler, message).catch((error: unknown) => {
          log.error({ err: error, channel }, 'a live topic handler failed');
        });
      }
    },
    clear: () => {
      handlers.clear();
    },
  };
}
