import { createLogger } from '@prism/telemetry/logger';
import { until } from '@prism/testkit/until';

import { createSharedFeeds, type FeedSource } from './sharedFeed.ts';

type Row = { readonly position: number };

/** A list in memory, with counts of what is asked of it. */
function createList(overrides: Partial<FeedSource<Row>> = {}) {
  const state = { last: 0, dropped: 0, reads: 0, listeners: new Set<(position?: number) => void>() };
  const source: FeedSource<Row> = {
    listen: (changed) => {
      state.listeners.add(changed);
      return Promise.resolve(() => Promise.resolve(void state.listeners.delete(changed)));
    },
    topics: { onGap: () => () => undefined },
    log: createLogger('test', 'silent'),
    pollMs: 60_000,
    unavailable: (cause) => new Error('unavailable', { cause }),
    findRange: () => Promise.resolve({ last: state.last, dropped: state.dropped }),
    readAfter: (after, limit) => {
      state.reads += 1;
      const first = Math.max(after, state.dropped) + 1;
      const count = Math.max(0, Math.min(limit, state.last - first + 1));
      return Promise.resolve(Array.from({ length: count }, (_, index) => ({ position: first + index })));
    },
    outOfRange: (after) => new Error(`not after ${String(after)}`),
    ...overrides,
  };
  const grow = (by: number) => {
    state.last += by;
    for (const listener of state.listeners) listener(state.last);
  };
  return { state, grow, feeds: createSharedFeeds(() => source) };
}

type Stream = AsyncGenerator<Row, void, void>;

async function take(stream: Stream, count: number): Promise<number[]> {
  const positions: number[] = [];
  while (positions.length < count) {
    const step = await stream.next();
    if (step.done) break;
    positions.push(step.value.position);
  }
  return positions;
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

test('a change is read once for all who follow', async () => {
  const { feeds, grow, state } = createList();
  const streams = await Promise.all(Array.from({ length: 100 }, () => feeds.open('a', null)));
  const taking = Promise.all(streams.map((stream) => take(stream, 3)));
  await until(() => state.reads === 1);
  grow(3);
  for (const positions of await taking) expect(positions).toEqual([1, 2, 3]);
  expect(state.reads).toBeLessThanOrEqual(3);
  expect(state.listeners.size).toBe(1);
  await Promise.all(streams.map((stream) => stream.return()));
  await until(() => state.listeners.size === 0);
});

test('who comes later, who is behind and who is slow miss nothing', async () => {
  const { feeds, grow } = createList();
  grow(1_000);
  const live = await feeds.open('a', null);
  const behind = await feeds.open('a', 10);
  grow(5);
  expect(await take(live, 5)).toEqual(range(1_001, 1_005));
  expect(await take(behind, 995)).toEqual(range(11, 1_005));
  // Much more than is kept at hand, while one does not read at all.
  for (let round = 0; round < 20; round += 1) {
    grow(100);
    await take(live, 100);
  }
  expect(await take(behind, 2_000)).toEqual(range(1_006, 3_005));
  const late = await feeds.open('a', 3_000);
  expect(await take(late, 5)).toEqual(range(3_001, 3_005));
  await Promise.all([live, behind, late].map((stream) => stream.return()));
});

test('refuses positions outside of what there is, and ends for who falls out of it', async () => {
  const { feeds, grow, state } = createList();
  grow(50);
  state.dropped = 20;
  await expect(feeds.open('a', 51)).rejects.toThrow('not after 51');
  await expect(feeds.open('a', 19)).rejects.toThrow('not after 19');
  await until(() => state.listeners.size === 0);
  const slow = await feeds.open('a', 20);
  state.dropped = 40;
  await expect(slow.next()).rejects.toThrow('not after 20');
  await until(() => state.listeners.size === 0);
});

test('what ends the feed ends all who follow it, and the next one begins anew', async () => {
  let broken = false;
  const { feeds, grow, state } = createList({
    findRange: () => (broken ? Promise.reject(new Error('away')) : Promise.resolve({ last: 0, dropped: 0 })),
  });
  const one = await feeds.open('a', null);
  broken = true;
  await expect(feeds.open('a', null)).rejects.toThrow('away');
  await expect(feeds.open('b', null)).rejects.toThrow('away');
  broken = false;
  grow(1);
  expect(await take(one, 1)).toEqual([1]);
  await one.return();
  await until(() => state.listeners.size === 0);
  const two = await feeds.open('a', 0);
  expect(await take(two, 1)).toEqual([1]);
  await two.return();
});

test('ends at once while it waits', async () => {
  const { feeds, state } = createList();
  const stream = await feeds.open('a', null);
  const waiting = stream.next();
  await stream.return();
  expect(await waiting).toEqual({ done: true, value: undefined });
  await until(() => state.listeners.size === 0);
});
