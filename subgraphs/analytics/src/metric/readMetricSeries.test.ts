import { sessionOf } from '@prism/testkit/sessions';
import type { Context } from '../context.ts';
import { trackEvents } from '../event/trackEvents.ts';
import { startAnalyticsKit } from '../testing/analyticsKit.ts';
import { readMetricSeries } from './readMetricSeries.ts';

const kit = startAnalyticsKit();
afterAll(() => kit.close());

const at = (text: string) => new Date(text);

async function track(ctx: Context, events: readonly (readonly [string, number])[]) {
  await trackEvents(ctx, { events: events.map(([when, value]) => ({ name: 'sold', at: at(when), value })) });
}

async function read(ctx: Context, from: string, to: string, interval: string) {
  const { points } = await readMetricSeries(ctx, { metric: 'sold', from: at(from), to: at(to), interval });
  return points.map((point) => [point.at.toISOString(), point.count, point.sum]);
}

const sales = [
  ['2026-01-01T23:59:59.999Z', 1],
  ['2026-01-02T00:00:00Z', 2],
  ['2026-01-02T10:30:00Z', 4],
  ['2026-01-02T10:30:59Z', 8],
  ['2026-01-04T00:00:00Z', 16],
] as const;

test('a point for every day, empty ones too, from inclusive, to exclusive', async () => {
  const ctx = kit.contextOf();
  await track(ctx, sales);
  expect(await read(ctx, '2026-01-01T00:00:00Z', '2026-01-04T00:00:00Z', 'DAY')).toEqual([
    ['2026-01-01T00:00:00.000Z', 1, 1],
    ['2026-01-02T00:00:00.000Z', 3, 14],
    ['2026-01-03T00:00:00.000Z', 0, 0],
  ]);
});

test('only what is inside of the range counts, also within an interval', async () => {
  const ctx = kit.contextOf();
  await track(ctx, sales);
  expect(await read(ctx, '2026-01-02T10:30:30Z', '2026-01-04T00:00:00.001Z', 'DAY')).toEqual([
    ['2026-01-02T00:00:00.000Z', 1, 8],
    ['2026-01-03T00:00:00.000Z', 0, 0],
    ['2026-01-04T00:00:00.000Z', 1, 16],
  ]);
  expect(await read(ctx, '2026-01-02T10:30:00Z', '2026-01-02T10:30:59Z', 'HOUR')).toEqual([
    ['2026-01-02T10:00:00.000Z', 1, 4],
  ]);
  expect(await read(ctx, '2026-01-02T10:29:00Z', '2026-01-02T10:31:00Z', 'MINUTE')).toEqual([
    ['2026-01-02T10:29:00.000Z', 0, 0],
    ['2026-01-02T10:30:00.000Z', 2, 12],
  ]);
});

test('however a range is cut, nothing is lost and nothing counted twice', async () => {
  const ctx = kit.contextOf();
  await track(ctx, sales);
  for (const interval of ['MINUTE', 'HOUR', 'DAY']) {
    for (const cut of ['2026-01-02T10:30:00Z', '2026-01-02T10:30:30Z', '2026-01-02T10:59:59.999Z']) {
      const halves = [
        ...(await read(ctx, '2026-01-02T00:00:00Z', cut, interval)),
        ...(await read(ctx, cut, '2026-01-03T00:00:00Z', interval)),
      ];
      expect(halves.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(3);
    }
  }
});

test("another organization's events are not in it, and an unknown metric is all zeros", async () => {
  await track(kit.contextOf(), sales);
  const ctx = kit.contextOf();
  expect(await read(ctx, '2026-01-01T10:00:00Z', '2026-01-01T12:00:00Z', 'HOUR')).toEqual([
    ['2026-01-01T10:00:00.000Z', 0, 0],
    ['2026-01-01T11:00:00.000Z', 0, 0],
  ]);
});

const good = { metric: 'sold', from: at('2026-01-01T00:00:00Z'), to: at('2026-01-02T00:00:00Z'), interval: 'DAY' };

test.each([
  ['to', { to: good.from }],
  ['to', { to: at('2025-01-01T00:00:00Z') }],
  ['interval', { to: at('2026-01-02T01:01:00Z'), interval: 'MINUTE' }],
  ['interval', { from: at('0001-01-01T00:00:00Z'), to: at('9999-01-01T00:00:00Z') }],
  ['interval', { interval: 'WEEK' }],
  ['metric', { metric: '' }],
  ['metric', { metric: 'a\u0000' }],
  ['from', { from: at('never') }],
])('refuses a bad %s (%#)', async (path, change) => {
  await expect(readMetricSeries(kit.contextOf(), { ...good, ...change })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: [{ path }],
  });
});

test('1,500 points are possible, and the message says so when there are more', async () => {
  const from = at('2026-01-01T00:00:00Z');
  const minutes = (count: number) => ({
    ...good,
    from,
    to: new Date(from.getTime() + count * 60_000),
    interval: 'MINUTE',
  });
  expect((await readMetricSeries(kit.contextOf(), minutes(1_500))).points).toHaveLength(1_500);
  await expect(readMetricSeries(kit.contextOf(), minutes(1_501))).rejects.toThrow('1501 points, at most 1500');
});

test('is for those who may read, in an organization', async () => {
  const unscoped = kit.contextOf({ ...sessionOf(), scopes: ['analytics:write'] });
  await expect(readMetricSeries(unscoped, good)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const nowhere = kit.contextOf({ ...sessionOf(), organizationId: null });
  await expect(readMetricSeries(nowhere, good)).rejects.toThrow('x-organization-id');
});
