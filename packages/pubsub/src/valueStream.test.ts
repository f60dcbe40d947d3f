import { until } from '@prism/testkit/until';
import { createLogger } from '@prism/telemetry/logger';

import { openValueStream, type ValueSource } from './valueStream.ts';

/** A value that a test sets; by default only what it tells is heard. */
function createValue(overrides: Partial<ValueSource<number>> = {}) {
  const state = { value: 0, reads: 0, listeners: new Set<() => void>(), gaps: new Set<() => void>() };
  const source: ValueSource<number> = {
    listen: (changed) => {
      const hear = () => {
        changed();
      };
      state.listeners.add(hear);
      return Promise.resolve(() => Promise.resolve(void state.listeners.delete(hear)));
    },
    topics: {
      onGap: (listener) => {
        state.gaps.add(listener);
        return () => state.gaps.delete(listener);
      },
    },
    log: createLogger('test', 'silent'),
    pollMs: 60_000,
    unavailable: (cause) => new Error('unavailable', { cause }),
    read: () => {
      state.reads += 1;
      return Promise.resolve(state.value);
    },
    same: (one, other) => one === other,
    ...overrides,
  };
  const set = (value: number) => {
    state.value = value;
    for (const listener of state.listeners) listener();
  };
  return { state, source, set };
}

test('tells the value at once, and then only what differs', async () => {
  const { source, set, state } = createValue();
  const stream = await openValueStream(source);
  expect(await stream.next()).toEqual({ done: false, value: 0 });
  const next = stream.next();
  set(0);
  await until(() => state.reads >= 2);
  set(3);
  expect(await next).toEqual({ done: false, value: 3 });
  await stream.return();
});

test('changes while the consumer is busy are one', async () => {
  const { source, set } = createValue();
  const stream = await openValueStream(source);
  await stream.next();
  for (let value = 1; value <= 50; value += 1) set(value);
  expect((await stream.next()).value).toBe(50);
  await stream.return();
});

test('changes that gather are one, and a second wave is told too', async () => {
  const { source, set, state } = createValue({ gatherMs: 200 });
  const stream = await openValueStream(source);
  await stream.next();
  const next = stream.next();
  for (let value = 1; value <= 20; value += 1) {
    set(value);
    await Promise.resolve();
  }
  expect((await next).value).toBe(20);
  expect(state.reads).toBe(2);
  set(21);
  expect((await stream.next()).value).toBe(21);
  await stream.return();
});

test('looks again when a value is no longer good, and after a gap', async () => {
  const { source, state } = createValue({ goodForMs: (value) => (value === 0 ? 20 : Infinity) });
  const stream = await openValueStream(source);
  await stream.next();
  state.value = 1;
  expect((await stream.next()).value).toBe(1);
  const next = stream.next();
  state.value = 2;
  for (const listener of state.gaps) listener();
  expect((await next).value).toBe(2);
  await stream.return();
});

test('ends at once while it waits, and listens no more', async () => {
  const { source, state } = createValue({ gatherMs: 60_000 });
  const stream = await openValueStream(source);
  await stream.next();
  const waiting = stream.next();
  await stream.return();
  expect(await waiting).toEqual({ done: true, value: undefined });
  await until(() => state.listeners.size === 0);
  expect(state.gaps.size).toBe(0);
});

test('outlives reads that fail for a moment', async () => {
  let failures = 2;
  const { source } = createValue({
    read: () => {
      failures -= 1;
      return failures >= 0 ? Promise.reject(new Error('away')) : Promise.resolve(7);
    },
  });
  const stream = await openValueStream(source);
  expect((await stream.next()).value).toBe(7);
  await stream.return();
});
