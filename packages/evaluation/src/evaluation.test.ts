import { bootstrap, compare } from './bootstrap.ts';
import { measure } from './measures.ts';

const judgements = new Map([
  ['a', 1],
  ['b', 2],
  ['c', 0],
]);

test('measures as trec_eval does', () => {
  expect(measure(['b', 'a'], judgements)).toEqual({ ndcg10: 1, recall100: 1, mrr10: 1 });
  const late = measure(['c', 'x', 'a'], judgements);
  // 1/log2(4) of the ideal 2/log2(2) + 1/log2(3).
  expect(late.ndcg10).toBeCloseTo(0.5 / (2 + 1 / Math.log2(3)), 12);
  expect(late).toMatchObject({ recall100: 0.5, mrr10: 1 / 3 });
  expect(measure([], judgements)).toEqual({ ndcg10: 0, recall100: 0, mrr10: 0 });
});

test('looks no further than 10 and 100', () => {
  const others = Array.from({ length: 100 }, (_, index) => `x${index}`);
  expect(measure([...others.slice(0, 10), 'b'], judgements)).toEqual({ ndcg10: 0, recall100: 0.5, mrr10: 0 });
  expect(measure([...others, 'b'], judgements).recall100).toBe(0);
});

test('an interval holds its mean, is the same each time, and narrows with more questions', () => {
  const values = Array.from({ length: 400 }, (_, index) => (index % 4) / 4);
  const few = bootstrap(values.slice(0, 40));
  const many = bootstrap(values);
  expect(bootstrap(values)).toEqual(many);
  expect(many.mean).toBeCloseTo(0.375, 12);
  expect(many.low).toBeLessThan(many.mean);
  expect(many.high).toBeGreaterThan(many.mean);
  expect(many.high - many.low).toBeLessThan(few.high - few.low);
});

test('tells a difference from none', () => {
  const values = Array.from({ length: 100 }, (_, index) => (index % 10) / 10);
  expect(compare(values, values)).toEqual({ mean: 0, low: 0, high: 0, p: 1 });
  const better = compare(
    values.map((value) => value + 0.1),
    values,
  );
  expect(better.mean).toBeCloseTo(0.1, 12);
  expect(better.p).toBeLessThan(0.01);
  expect(() => compare([1], [])).toThrow(RangeError);
});
