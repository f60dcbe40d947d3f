import { randomUUID } from 'node:crypto';

import { until } from '@prism/testkit/until';

import { createMemoryPresence } from './memoryPresence.ts';
import { maxVisits, type PresenceStore } from './presence.ts';
import { createRedisPresence } from './redisPresence.ts';

type Make = (options?: { lastsMs?: number }) => PresenceStore;

const redisUrl = process.env['TEST_REDIS_URL'];
const implementations: [string, Make][] = [['memory', createMemoryPresence]];
if (redisUrl) {
  implementations.push([
    'redis',
    (options) => createRedisPresence({ url: redisUrl, prefix: `test:${randomUUID()}:`, ...options }),
  ]);
}

describe.each(implementations)('presence in %s', (_name, make) => {
  const open: PresenceStore[] = [];
  const create: Make = (options) => {
    const store = make(options);
    open.push(store);
    return store;
  };
  afterEach(async () => {
    await Promise.all(open.splice(0).map((store) => store.close()));
  });

  const ada = { userId: 'ada', visitId: '1' };
  const adaElsewhere = { userId: 'ada', visitId: 'tab:2' };
  const bob = { userId: 'bob', visitId: '1' };
  const seen = async (store: PresenceStore, place = 'here') =>
    (await store.list(place)).present.map(({ userId, state }) => `${userId} ${state}`);

  it('shows who is at a place, and nobody of another', async () => {
    const store = create();
    expect(await store.list('here')).toEqual({ present: [], goodForMs: Infinity });
    expect(await store.keep('here', ada, 'VIEWING')).toBe(true);
    await store.keep('there', bob, 'TYPING');
    expect(await seen(store)).toEqual(['ada VIEWING']);
    expect(await seen(store, 'there')).toEqual(['bob TYPING']);
    const { present, goodForMs } = await store.list('here');
    expect(Math.abs(Date.now() - (present[0]?.since.getTime() ?? 0))).toBeLessThan(60_000);
    expect(goodForMs).toBeGreaterThan(1_000);
    expect(goodForMs).toBeLessThanOrEqual(15_000);
  });

  it('tells whether a visit that is kept looks different', async () => {
    const store = create();
    await store.keep('here', ada, 'VIEWING');
    const [before] = (await store.list('here')).present;
    expect(await store.keep('here', ada, 'VIEWING')).toBe(false);
    expect(await store.keep('here', ada, 'TYPING')).toBe(true);
    const [after] = (await store.list('here')).present;
    expect(after).toEqual({ ...before, state: 'TYPING' });
  });

  it('shows a person with many windows once, typing if they type in one', async () => {
    const store = create();
    await store.keep('here', ada, 'TYPING');
    await store.keep('here', adaElsewhere, 'VIEWING');
    expect(await seen(store)).toEqual(['ada TYPING']);
    expect(await store.leave('here', ada)).toBe(true);
    expect(await seen(store)).toEqual(['ada VIEWING']);
    expect(await store.leave('here', ada)).toBe(false);
    expect(await store.leave('here', adaElsewhere)).toBe(true);
    expect(await seen(store)).toEqual([]);
  });

  it('forgets a visit that nobody keeps, and begins anew with the next', async () => {
    const store = create({ lastsMs: 150 });
    await store.keep('here', ada, 'VIEWING');
    await until(async () => (await seen(store)).length === 0);
    expect(await store.keep('here', ada, 'VIEWING')).toBe(true);
  });

  it('keeps those who stay while others go by themselves', async () => {
    const store = create({ lastsMs: 1_000 });
    await store.keep('here', ada, 'VIEWING');
    await until(async () => {
      await store.keep('here', bob, 'VIEWING');
      return (await seen(store)).join() === 'bob VIEWING';
    });
  });

  it('is bounded at every place', async () => {
    const store = create();
    const visits = Array.from({ length: maxVisits }, (_, visit) => ({ userId: 'ada', visitId: String(visit) }));
    await Promise.all(visits.map((visit) => store.keep('here', visit, 'VIEWING')));
    expect(await store.keep('here', bob, 'VIEWING')).toBe(false);
    expect(await seen(store)).toEqual(['ada VIEWING']);
    expect(await store.keep('there', bob, 'VIEWING')).toBe(true);
  });
});
