import { countPoints, fillPoints, pointsOf, splitRange, type MetricInterval } from './metric.ts';

const range = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) });

test.each<[string, string, MetricInterval, number]>([
  ['2026-01-01T00:00:00Z', '2026-01-31T00:00:00Z', 'DAY', 30],
  ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.001Z', 'DAY', 1],
  ['2026-01-01T23:59:59.999Z', '2026-01-02T00:00:00.001Z', 'DAY', 2],
  ['2026-03-29T00:00:00Z', '2026-03-30T00:00:00Z', 'HOUR', 24],
  ['2024-02-28T12:00:00Z', '2024-03-01T12:00:00Z', 'DAY', 3 + 0],
  ['1969-12-31T22:30:00Z', '1970-01-01T01:00:00Z', 'HOUR', 3],
])('%s to %s has a %s %i times', (from, to, interval, count) => {
  const points = pointsOf(range(from, to), interval);
  expect(points).toHaveLength(count);
  expect(countPoints(range(from, to), interval)).toBe(count);
  expect(points[0]!.getTime()).toBeLessThanOrEqual(Date.parse(from));
  expect(points.at(-1)!.getTime()).toBeLessThan(Date.parse(to));
});

test('an aligned range has no edges', () => {
  const aligned = range('2026-01-01T00:00:00Z', '2026-01-03T00:00:00Z');
  expect(splitRange(aligned, 'DAY')).toEqual({ whole: aligned, edges: [] });
});

test('the ends of a range are left over', () => {
  expect(splitRange(range('2026-01-01T12:00:00Z', '2026-01-03T06:00:00Z'), 'DAY')).toEqual({
    whole: range('2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z'),
    edges: [
      range('2026-01-01T12:00:00Z', '2026-01-02T00:00:00Z'),
      range('2026-01-03T00:00:00Z', '2026-01-03T06:00:00Z'),
    ],
  });
});

test('a range inside of one interval is nothing but an edge', () => {
  const inside = range('2026-01-01T12:00:00Z', '2026-01-01T13:00:00Z');
  const { whole, edges } = splitRange(inside, 'DAY');
  expect(whole.from).toEqual(whole.to);
  expect(edges).toEqual([inside]);
});

test('where nothing was found there are zeros', () => {
  const [first, second] = pointsOf(range('2026-01-01T00:00:00Z', '2026-01-03T00:00:00Z'), 'DAY');
  const found = [{ at: second!, count: 2, sum: 3 }];
  expect(fillPoints([first!, second!], found)).toEqual([{ at: first, count: 0, sum: 0 }, found[0]]);
});
