import { rateLimited } from '@prism/errors/errors';

import { retryDelay } from './retryDelay.ts';

describe('retryDelay', () => {
  it.each([
    [1, 250, 500],
    [2, 500, 1_000],
    [5, 4_000, 8_000],
    [60, 150_000, 300_000],
  ])('doubles up to a ceiling, with jitter, after %i attempts', (attempts, least, most) => {
    for (let round = 0; round < 50; round += 1) {
      const delay = retryDelay(attempts, 500);
      expect(delay).toBeGreaterThanOrEqual(least);
      expect(delay).toBeLessThanOrEqual(most);
    }
  });

  it('never undercuts retryAfter', () => {
    expect(retryDelay(1, 500, rateLimited(7))).toBe(7_000);
    expect(retryDelay(5, 500, rateLimited(1))).toBeGreaterThanOrEqual(4_000);
  });

  it.each([null, 'text', { retryAfter: 'soon' }, { retryAfter: Number.NaN }, { retryAfter: -5 }])(
    'makes nothing of a retryAfter that is none: %p',
    (error) => {
      expect(retryDelay(1, 500, error)).toBeLessThanOrEqual(500);
    },
  );
});
