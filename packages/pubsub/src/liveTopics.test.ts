import { randomUUID } from 'node:crypto';

import { until } from '@prism/testkit/until';
import { Redis } from 'ioredis';

import type { LiveTopics } from './liveTopics.ts';
import { createMemoryTopics } from './memoryTopics.ts';
import { createRedisTopics } from './redisTopics.ts';

const redisUrl = process.env['TEST_REDIS_URL'];
const topic = 'notification.created';

type Party = { publisher: LiveTopics; subscriber: LiveTopics };

const implementations: [string, () => Party][] = [
  [
    'memory',
    () => {
      const topics = createMemoryTopics();
      return { publisher: topics, subscriber: topics };
    },
  ],
];
if (redisUrl) {
  implementations.push([
    'redis',
    () => {
      const prefix = `test:${randomUUID()}:`;
      return {
        publisher: createRedisTopics({ url: redisUrl, prefix }),
        subscriber: createRedisTopics({ url: redisUrl, prefix }),
      };
    },
  ]);
}

describe.each(implementations)('live topics in %s', (_name, make) => {
  let publisher: LiveTopics;
  let subscriber: LiveTopics;

  beforeEach(() => {
    ({ publisher, subscriber } = make());
  });
  afterEach(async () => {
    await publisher.close();
    await subscriber.close();
  });

  it('hands a message to every subscriber of its key, in order, and to nobody else', async () => {
    const first: number[] = [];
    const second: number[] = [];
    const other: number[] = [];
    await subscriber.subscribe(topic, 'a', ({ position }) => void first.push(position));
    await subscriber.subscribe(topic, 'a', ({ position }) => void second.push(position));
    await subscriber.subscribe(topic, 'b', ({ position }) => void other.push(position));
    for (let position = 1; position <= 20; position += 1) await publisher.publish(topic, 'a', { position });
    await until(() => first.length === 20 && second.length === 20);
    expect(first).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(second).toEqual(first);
    expect(other).toEqual([]);
  });

  it('does not run handlers inside publish', async () => {
    let heard = false;
    await subscriber.subscribe(topic, 'a', () => {
      heard = true;
    });
    const published = publisher.publish(topic, 'a', { position: 1 });
    expect(heard).toBe(false);
    await published;
    await until(() => heard);
  });

  it('ends one subscription and leaves the others of its key', async () => {
    const stays: number[] = [];
    const leaves: number[] = [];
    await subscriber.subscribe(topic, 'a', ({ position }) => void stays.push(position));
    const unsubscribe = await subscriber.subscribe(topic, 'a', ({ position }) => void leaves.push(position));
    await unsubscribe();
    await unsubscribe();
    await publisher.publish(topic, 'a', { position: 1 });
    await until(() => stays.length === 1);
    expect(leaves).toEqual([]);
  });

  it('listens again after the last subscriber of a key has left', async () => {
    const heard: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const unsubscribe = await subscriber.subscribe(topic, 'a', ({ position }) => void heard.push(position));
      await publisher.publish(topic, 'a', { position: round + 1 });
      await until(() => heard.length === round + 1);
      await unsubscribe();
    }
    expect(heard).toEqual([1, 2, 3, 4, 5]);
  });

  it('keeps a failing handler from the others', async () => {
    const heard: number[] = [];
    await subscriber.subscribe(topic, 'a', () => {
      throw new Error('thrown on purpose');
    });
    await subscriber.subscribe(topic, 'a', () => Promise.reject(new Error('rejected on purpose')));
    await subscriber.subscribe(topic, 'a', ({ position }) => void heard.push(position));
    await publisher.publish(topic, 'a', { position: 1 });
    await until(() => heard.length === 1);
  });

  it('refuses a message that does not match its schema', async () => {
    await expect(publisher.publish(topic, 'a', { position: -1 })).rejects.toThrow('position');
  });

  it('refuses to subscribe once closed, and still swallows what is published', async () => {
    await subscriber.close();
    await expect(subscriber.subscribe(topic, 'a', () => undefined)).rejects.toThrow('closed');
    await publisher.close();
    await publisher.publish(topic, 'a', { position: 1 });
  });
});

const onRedis = redisUrl ? describe : describe.skip;

onRedis('live topics when Redis goes away', () => {
  it('subscribe again, tell of the gap and hear what comes next', async () => {
    const prefix = `test:${randomUUID()}:`;
    const admin = new Redis(redisUrl ?? '');
    // Named, so that no subscriber of another suite is killed with them.
    const name = randomUUID();
    const topics = createRedisTopics({ url: `${redisUrl ?? ''}?connectionName=${name}`, prefix });
    const heard: number[] = [];
    let gaps = 0;
    topics.onGap(() => (gaps += 1));
    await topics.subscribe(topic, 'a', ({ position }) => void heard.push(position));
    const own = await subscriberIds(admin, name);
    expect(own).toHaveLength(1);
    for (const id of own) await admin.client('KILL', 'ID', id);
    await until(() => gaps > 0);
    await topics.publish(topic, 'a', { position: 7 });
    await until(() => heard.length === 1);
    expect(heard).toEqual([7]);
    await topics.close();
    await admin.quit();
  });

  it('publish without failing when nobody answers', async () => {
    const topics = createRedisTopics({ url: 'redis://127.0.0.1:1' });
    await topics.publish(topic, 'a', { position: 1 });
    await topics.close();
  });
});

async function subscriberIds(admin: Redis, name: string): Promise<number[]> {
  const list = String(await admin.call('CLIENT', 'LIST', 'TYPE', 'pubsub'));
  return [...list.matchAll(new RegExp(`^id=(\\d+) .* name=${name} `, 'gm'))].map((match) => Number(match[1]));
}
