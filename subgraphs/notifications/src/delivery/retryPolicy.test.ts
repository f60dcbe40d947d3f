import { decide, maxAttempts } from './retryPolicy.ts';

const refused = { outcome: 'RETRY', detail: '503' } as const;

function delay(round: number, random = 0.5, retryAfter?: number): number {
  const verdict = decide({ ...refused, retryAfter }, round, random);
  if (verdict.status !== 'AGAIN') throw new Error(`Attempt ${String(round)} was the last.`);
  return verdict.inSeconds;
}

test('what was sent is sent, what failed for good is dead, what was not tried is cancelled', () => {
  expect(decide({ outcome: 'SENT' }, 3, 0)).toEqual({ status: 'SENT', reason: null });
  expect(decide({ outcome: 'FAILED', detail: 'no such mailbox' }, 1, 0)).toEqual({
    status: 'DEAD',
    reason: 'no such mailbox',
  });
  expect(decide({ outcome: 'CANCELLED', detail: 'left' }, 1, 0)).toEqual({ status: 'CANCELLED', reason: 'left' });
});

test('attempts grow apart, to five hours at most, and the last of twelve comes about a day after the first', () => {
  const delays = Array.from({ length: maxAttempts - 1 }, (_, index) => delay(index + 1));
  expect(delays.slice(0, 4)).toEqual([10, 30, 90, 270]);
  expect(Math.max(...delays)).toBe(5 * 3_600);
  const hours = delays.reduce((sum, seconds) => sum + seconds, 0) / 3_600;
  expect(hours).toBeGreaterThan(20);
  expect(hours).toBeLessThan(28);
});

test('after the last attempt it is dead, and says why', () => {
  expect(decide(refused, maxAttempts - 1, 0)).toMatchObject({ status: 'AGAIN' });
  expect(decide(refused, maxAttempts, 0)).toEqual({ status: 'DEAD', reason: '12 attempts, the last: 503' });
  expect(decide(refused, maxAttempts + 1, 0)).toMatchObject({ status: 'DEAD' });
});

test('jitter spreads a delay by a fifth to both sides', () => {
  expect([delay(3, 0), delay(3, 1)].map(Math.round)).toEqual([72, 108]);
});

test('the other end’s wish moves an attempt back, never ahead, and by no more than a day', () => {
  expect(delay(1, 0, 120)).toBe(120);
  expect(delay(4, 0.5, 120)).toBe(270);
  expect(delay(4, 0.5, 7 * 86_400)).toBe(86_400);
  expect(delay(1, 0.5, -5)).toBe(10);
});
