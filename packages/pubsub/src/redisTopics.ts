import { topicSchemas, type TopicName } from '@prism/contracts/topics';
import { createLogger, type Logger } from '@prism/telemetry/logger';
import { warnRarely } from '@prism/telemetry/warnRarely';
import type { Redis } from 'ioredis';

import type { LiveTopics, TopicHandler } from './liveTopics.ts';
import { closeRedis, connectRedis } from './redisConnection.ts';
import { channelOf, checkMessage, createSubscribers, type Subscribers } from './subscribers.ts';

/** `prefix` stands before every channel (default `prism:live:` and the URL's database number, which Redis ignores here). */
export type RedisTopicsOptions = { url: string; prefix?: string };

/**
 * Live topics over Redis: two connections, one that publishes and one that every subscription of the process shares. When
 * Redis comes back after a restart all subscriptions are made again, and `onGap` tells who wants to know.
 */
export function createRedisTopics({ url, prefix = defaultPrefix(url) }: RedisTopicsOptions): LiveTopics {
  const log = createLogger('pubsub');
  const publisher = connectRedis(
    url,
    log,
    // What is published in one turn of the event loop is sent in one go: a thousand wake-ups cost little more than one.
    { maxRetriesPerRequest: 1, commandTimeout: 5_000, enableAutoPipelining: true },
  );
  const listening = createListening({ url, prefix, log });
  return {
    async publish(topic, key, message) {
      const text = JSON.stringify(checkMessage(topic, message));
      try {
        await publisher.publish(prefix + channelOf(topic, key), text);
      } catch (error) {
        // The change that this tells of is committed; whoever waits for it finds it at its next look.
        warnRarely(log, `Live messages cannot be sent: ${String(error)}`);
      }
    },
    subscribe: (topic, key, handler) => listening.subscribe(channelOf(topic, key), (message) => handler(message)),
    onGap: (listener) => listening.onGap(listener),
    async close() {
      listening.close();
      await closeRedis(publisher);
    },
  };
}

function defaultPrefix(url: string): string {
  return `prism:live:${new URL(url).pathname.slice(1) || '0'}:`;
}

type Listening = {
  subscribe(channel: string, handler: TopicHandler<never>): Promise<() => Promise<void>>;
  onGap(listener: () => void): () => void;
  close(): void;
};

function createListening({ url, prefix, log }: { url: string; prefix: string; log: Logger }): Listening {
  const subscribers = createSubscribers(log);
  // Resubscribing is done here and not by ioredis, to know when it is complete.
  const redis = connectRedis(url, log, { maxRetriesPerRequest: null, autoResubscribe: false });
  const established = new Map<string, Promise<unknown>>();
  const gaps = new Set<() => void>();
  let closed = false;
  redis.on('message', (name: string, text: string) => {
    receive(subscribers, name.slice(prefix.length), { text, log });
  });
  onReconnect(redis, () => {
    resubscribe(
      redis,
      [...established.keys()].map((channel) => prefix + channel),
    )
      .then(() => {
        for (const listener of [...gaps]) listener();
      })
      .catch((error: unknown) => {
        // The connection went again: its next return comes by here again.
        if (!closed) log.warn({ err: error }, 'live topics could not be subscribed again');
      });
  });
  return {
    async subscribe(channel, handler) {
      if (closed) throw new Error('The live topics are closed.');
      if (subscribers.add(channel, handler)) established.set(channel, redis.subscribe(prefix + channel));
      const unsubscribe = () => {
        if (subscribers.remove(channel, handler)) {
          established.delete(channel);
          redis.unsubscribe(prefix + channel).catch(() => undefined);
        }
        return Promise.resolve();
      };
      try {
        await established.get(channel);
      } catch (error) {
        await unsubscribe();
        throw error;
      }
      return unsubscribe;
    },
    onGap(listener) {
      gaps.add(listener);
      return () => gaps.delete(listener);
    },
    close() {
      closed = true;
      subscribers.clear();
      gaps.clear();
      redis.disconnect();
    },
  };
}

function receive(subscribers: Subscribers, channel: string, { text, log }: { text: string; log: Logger }): void {
  const topic = channel.slice(0, channel.indexOf(':')) as TopicName;
  const message = topicSchemas[topic].safeParse(parseJson(text));
  if (message.success) subscribers.deliver(channel, message.data);
  else log.error({ err: message.error, topic }, 'a live message is not what its topic says');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function onReconnect(redis: Redis, listener: () => void): void {
  let seen = false;
  redis.on('ready', () => {
    if (seen) listener();
    seen = true;
  });
}

async function resubscribe(redis: Redis, channels: readonly string[]): Promise<void> {
  if (channels.length > 0) await redis.subscribe(...channels);
}
