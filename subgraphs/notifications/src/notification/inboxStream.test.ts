import { setTimeout as sleep } from 'node:timers/promises';

import { newId } from '@prism/db/newId';
import type { LiveTopics } from '@prism/pubsub/liveTopics';
import { testPool, testTopics } from '@prism/testkit/testDeps';
import { until } from '@prism/testkit/until';
import { createLogger } from '@prism/telemetry/logger';

import { deliver, workerDb } from '../testing/fixtures.ts';
import { createInboxReader } from './inboxReader.ts';
import { openInboxStream, type StreamDeps } from './inboxStream.ts';

const pool = testPool(10);
const topics = testTopics();
const log = createLogger('test', 'silent');
afterAll(async () => {
  await topics.close();
  await pool.end();
});

function newInbox(overrides: Partial<StreamDeps> = {}) {
  const organizationId = newId();
  const inbox = { organizationId, userId: newId() };
  const db = workerDb({ pool, topics }, organizationId);
  const deps: StreamDeps = { inboxes: createInboxReader(() => db), topics, log, pollMs: 60_000, ...overrides };
  return {
    inbox,
    db,
    deps,
    open: (after: number | null) => openInboxStream(deps, inbox, after),
    notify: (userId = inbox.userId) => deliver({ db, topics }, [userId]),
  };
}

type Stream = Awaited<ReturnType<typeof openInboxStream>>;

async function take(stream: Stream, count: number): Promise<number[]> {
  const positions: number[] = [];
  while (positions.length < count) {
    const step = await stream.next();
    if (step.done) break;
    positions.push(step.value.position);
  }
  return positions;
}

async function times(count: number, work: () => Promise<unknown>) {
  for (let done = 0; done < count; done += 1) await work();
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test('replays everything after a position in pages, oldest first, and goes live', async () => {
  const { open, notify } = newInbox();
  await times(130, () => notify());
  const stream = await open(3);
  expect(await take(stream, 127)).toEqual(upTo(130).slice(3));
  const live = take(stream, 2);
  await notify();
  await notify();
  expect(await live).toEqual([131, 132]);
  await stream.return();
});

test('without a position it starts at the moment of being accepted', async () => {
  const { open, notify } = newInbox();
  await notify();
  const stream = await open(null);
  await notify();
  expect(await take(stream, 1)).toEqual([2]);
  await stream.return();
});

test('a position beyond the end is refused, and leaves nobody listening', async () => {
  const { open, notify } = newInbox();
  await notify();
  await expect(open(2)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'after' }] });
});

test('nothing is lost when every wake-up is', async () => {
  const deaf: LiveTopics = { ...topics, subscribe: () => Promise.resolve(() => Promise.resolve()) };
  const { open, notify } = newInbox({ topics: deaf, pollMs: 50 });
  const stream = await open(null);
  const received = take(stream, 30);
  await times(30, () => notify());
  expect(await received).toEqual(upTo(30));
  await stream.return();
});

test('a gap in the live topics makes it look at once', async () => {
  const listeners = new Set<() => void>();
  const broken: LiveTopics = {
    ...topics,
    subscribe: () => Promise.resolve(() => Promise.resolve()),
    onGap: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const { open, notify } = newInbox({ topics: broken });
  const stream = await open(null);
  const received = take(stream, 1);
  await sleep(50);
  await notify();
  for (const listener of listeners) listener();
  expect(await received).toEqual([1]);
  await stream.return();
  expect(listeners.size).toBe(0);
});

test('lives without the live topics until they answer', async () => {
  const away: LiveTopics = { ...topics, subscribe: () => new Promise(() => undefined) };
  const { open, notify } = newInbox({ topics: away, pollMs: 50 });
  const stream = await open(null);
  await notify();
  expect(await take(stream, 1)).toEqual([1]);
  await stream.return();
});

test('ends a wait at once when the consumer leaves, and stops listening', async () => {
  let listening = 0;
  const counted: LiveTopics = {
    ...topics,
    async subscribe(topic, key, handler) {
      const unsubscribe = await topics.subscribe(topic, key, handler);
      listening += 1;
      return async () => {
        listening -= 1;
        await unsubscribe();
      };
    },
  };
  const { open } = newInbox({ topics: counted });
  const stream = await open(null);
  const waiting = stream.next();
  await sleep(20);
  await stream.return();
  expect(await waiting).toEqual({ value: undefined, done: true });
  expect(await stream.next()).toEqual({ value: undefined, done: true });
  const unread = await open(null);
  await unread.return();
  await until(() => listening === 0);
});

test('concurrent calls of next each get the next one', async () => {
  const { open, notify } = newInbox();
  const stream = await open(null);
  const steps = Promise.all(upTo(20).map(() => stream.next()));
  await Promise.all(upTo(20).map(() => notify()));
  expect((await steps).map((step) => step.value?.position)).toEqual(upTo(20));
  await stream.return();
});

test('a consumer that takes nothing makes it read nothing', async () => {
  let reads = 0;
  const { db, deps, inbox, notify } = newInbox();
  const counting: StreamDeps = {
    ...deps,
    inboxes: createInboxReader(() => ({
      read: (run) => {
        reads += 1;
        return db.read(run);
      },
    })),
  };
  const stream = await openInboxStream(counting, inbox, 0);
  await times(150, () => notify());
  expect(await take(stream, 1)).toEqual([1]);
  await sleep(50);
  // The end of the inbox, and one page.
  expect(reads).toBe(2);
  expect(await take(stream, 149)).toEqual(upTo(150).slice(1));
  await stream.return();
});

test('many wake-ups during one read cost one more read', async () => {
  let reads = 0;
  const { db, deps, inbox, notify } = newInbox();
  const gate = Promise.withResolvers<undefined>();
  const slow: StreamDeps = {
    ...deps,
    inboxes: createInboxReader(() => ({
      read: async (run) => {
        reads += 1;
        const found = await db.read(run);
        // The end of the inbox, and then the page that takes long.
        if (reads === 2) await gate.promise;
        return found;
      },
    })),
  };
  const stream = await openInboxStream(slow, inbox, 0);
  const received = take(stream, 20);
  await until(() => reads === 2);
  await times(20, () => notify());
  gate.resolve(undefined);
  expect(await received).toEqual(upTo(20));
  // One more for all, and a few for wake-ups that were still on their way.
  expect(reads).toBeLessThan(8);
  await stream.return();
});

test('hears of nobody else', async () => {
  const one = newInbox();
  const stream = await one.open(null);
  await one.notify(newId());
  await newInbox().notify(one.inbox.userId);
  await one.notify();
  expect(await take(stream, 1)).toEqual([1]);
  const silence = await Promise.race([stream.next(), sleep(100)]);
  expect(silence).toBeUndefined();
  await stream.return();
});

test('outlives a database that is away for a moment', async () => {
  let failures = 2;
  const { db, deps, inbox, notify } = newInbox();
  const stream = await openInboxStream(
    {
      ...deps,
      inboxes: createInboxReader(() => ({
        read: async (run) => {
          const rows = await db.read(run);
          if (Array.isArray(rows) && failures > 0) {
            failures -= 1;
            throw new Error('Connection terminated');
          }
          return rows;
        },
      })),
    },
    inbox,
    null,
  );
  await notify();
  expect(await take(stream, 1)).toEqual([1]);
  await stream.return();
});
