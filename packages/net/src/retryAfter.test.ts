import { readRetryAfter } from './retryAfter.ts';

test.each<[string | undefined, number | null]>([
  ['7', 7],
  [' 0.2 ', 1],
  ['999999', 86_400],
  [new Date(Date.now() - 60_000).toUTCString(), 0],
  ['-1', null],
  ['soon', null],
  ['2026', 2_026],
  ['', null],
  [undefined, null],
])('%j is %j', (header, seconds) => {
  expect(readRetryAfter(header)).toBe(seconds);
});

test('a date is so many seconds from now, up to the longest wait', () => {
  const date = new Date(Date.now() + 60_000).toUTCString();
  expect(readRetryAfter(date)).toBeGreaterThan(50);
  expect(readRetryAfter(date)).toBeLessThanOrEqual(60);
  expect(readRetryAfter(date, 10)).toBe(10);
});
