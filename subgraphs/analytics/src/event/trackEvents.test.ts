import { sessionOf } from '@prism/testkit/sessions';
import { listMetrics } from '../metric/listMetrics.ts';
import { startAnalyticsKit } from '../testing/analyticsKit.ts';
import type { Context } from '../context.ts';
import { trackEvents } from './trackEvents.ts';

const kit = startAnalyticsKit();
afterAll(() => kit.close());

const dayMs = 24 * 60 * 60 * 1000;
const fromNow = (ms: number) => new Date(Date.now() + ms);
const metricsOf = async (ctx: Context) => (await listMetrics(ctx, {})).rows;

test('stores events and counts them', async () => {
  const ctx = kit.contextOf();
  const events = [
    { name: 'checkout.completed', value: 12.5, properties: { currency: 'EUR', nested: { a: [1, null, '\\u0000'] } } },
    { name: 'checkout.completed', at: fromNow(-dayMs), value: -2.5 },
    { name: 'page_viewed', value: null, at: null, properties: null, idempotencyKey: null },
  ];
  expect(await trackEvents(ctx, { events })).toEqual({ accepted: 3, rejected: [] });
  expect(await metricsOf(ctx)).toEqual([
    { name: 'checkout.completed', count: 2, sum: 10 },
    { name: 'page_viewed', count: 1, sum: 0 },
  ]);
  const stored = await ctx.db.read((tx) =>
    tx.query('SELECT properties FROM analytics.event WHERE properties IS NOT NULL'),
  );
  expect(stored.rows).toEqual([{ properties: events[0]!.properties }]);
});

test('the same key is accepted again and counted once, also within a batch and at the same time', async () => {
  const [ctx, other] = [kit.contextOf(), kit.contextOf()];
  const event = { name: 'paid', value: 1, idempotencyKey: 'invoice 7' };
  expect(await trackEvents(ctx, { events: [event, event] })).toEqual({ accepted: 2, rejected: [] });
  expect(await trackEvents(ctx, { events: [{ ...event, name: 'paid.twice' }] })).toEqual({ accepted: 1, rejected: [] });
  const many = Array.from({ length: 50 }, (_, index) => ({ name: 'busy', value: 1, idempotencyKey: `key ${index}` }));
  await Promise.all(
    Array.from({ length: 8 }, (_, run) => trackEvents(ctx, { events: run % 2 ? many : many.toReversed() })),
  );
  expect(await metricsOf(ctx)).toEqual([
    { name: 'busy', count: 50, sum: 50 },
    { name: 'paid', count: 1, sum: 1 },
  ]);
  await trackEvents(other, { events: [event] });
  expect(await metricsOf(other)).toEqual([{ name: 'paid', count: 1, sum: 1 }]);
});

test('batches that meet in other orders do not block each other', async () => {
  const ctx = kit.contextOf();
  const names = Array.from({ length: 40 }, (_, index) => `metric${index}`);
  const events = names.flatMap((name) => [
    { name, value: 1 },
    { name, value: 1, at: fromNow(-dayMs) },
  ]);
  const batches = Array.from({ length: 10 }, (_, run) => (run % 2 ? events : events.toReversed()));
  await Promise.all(batches.map((batch) => trackEvents(ctx, { events: batch })));
  const metrics = (await listMetrics(ctx, { first: 100 })).rows;
  expect(metrics).toHaveLength(40);
  expect(metrics.every(({ count, sum }) => count === 20 && sum === 20)).toBe(true);
});

test.each([
  ['name', { name: '' }],
  ['name', { name: 'has spaces' }],
  ['name', { name: 'x'.repeat(201) }],
  ['name', { name: 'a\u0000' }],
  ['name', { name: 'naïve' }],
  ['name', {}],
  ['value', { name: 'x', value: Number.POSITIVE_INFINITY }],
  ['value', { name: 'x', value: Number.NaN }],
  ['value', { name: 'x', value: -1e101 }],
  ['at', { name: 'x', at: fromNow(dayMs + 3_600_000) }],
  ['at', { name: 'x', at: fromNow(-10 * 366 * dayMs - 60_000) }],
  ['at', { name: 'x', at: new Date(Number.NaN) }],
  ['properties', { name: 'x', properties: 'text' }],
  ['properties', { name: 'x', properties: [1] }],
  ['properties', { name: 'x', properties: { long: 'x'.repeat(8 * 1024) } }],
  ['properties', { name: 'x', properties: { text: 'a\u0000' } }],
  ['properties', { name: 'x', properties: { '\u0000': 1 } }],
  ['properties', { name: 'x', properties: { deep: [{ half: '\ud800' }] } }],
  ['idempotencyKey', { name: 'x', idempotencyKey: '' }],
  ['idempotencyKey', { name: 'x', idempotencyKey: 'x'.repeat(201) }],
  ['idempotencyKey', { name: 'x', idempotencyKey: '\u0000' }],
  ['event', null],
])('rejects a bad %s alone (%#)', async (path, event) => {
  const ctx = kit.contextOf();
  const result = await trackEvents(ctx, { events: [{ name: 'good' }, event, { name: 'good' }] });
  expect(result.accepted).toBe(2);
  expect(result.rejected).toEqual([{ index: 1, message: expect.stringMatching(`^${path}: `) }]);
  expect(await metricsOf(ctx)).toEqual([{ name: 'good', count: 2, sum: 0 }]);
});

test('keeps deep and odd properties as they are', async () => {
  const ctx = kit.contextOf();
  const deep = Array.from({ length: 1_000 }).reduce<unknown>((inner) => [inner], 'x');
  const properties = [{ deep }, { slash: '\\\\u0000', emoji: '😀' }, { ['__proto__']: 1 }, {}];
  const events = properties.map((value) => ({ name: 'x', properties: value }));
  expect(await trackEvents(ctx, { events })).toEqual({ accepted: 4, rejected: [] });
});

test('takes a thousand events and not one more', async () => {
  const ctx = kit.contextOf();
  const events = Array.from({ length: 1_001 }, () => ({ name: 'x' }));
  await expect(trackEvents(ctx, { events })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await trackEvents(ctx, { events: events.slice(1) })).toEqual({ accepted: 1_000, rejected: [] });
  expect(await trackEvents(ctx, { events: [] })).toEqual({ accepted: 0, rejected: [] });
});

test('no sum overflows', async () => {
  const ctx = kit.contextOf();
  const events = Array.from({ length: 1_000 }, () => ({ name: 'huge', value: 1e100 }));
  expect(await trackEvents(ctx, { events })).toEqual({ accepted: 1_000, rejected: [] });
  expect((await metricsOf(ctx))[0]?.sum).toBeGreaterThan(9.9e102);
});

test('is for those who may write', async () => {
  const viewer = kit.contextOf(sessionOf({ role: 'VIEWER' }));
  await expect(trackEvents(viewer, { events: [] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
