import { costOf, pricesVariable } from './prices.ts';

const million = { inputTokens: 1_000_000, outputTokens: 500_000 };

test('the cost is the price by the million, nothing offline, unknown where nobody said', () => {
  expect(costOf('gpt-4o-mini', million)).toEqual({ amount: 0.45, currency: 'USD' });
  expect(costOf('gpt-4o-mini-2024-07-18', million)).toEqual({ amount: 0.45, currency: 'USD' });
  expect(costOf('text-embedding-3-small@512', { inputTokens: 1e6, outputTokens: 0 })?.amount).toBe(0.02);
  expect(costOf('offline-extractive-v1', million)).toEqual({ amount: 0, currency: 'USD' });
  expect(costOf('llama', million)).toBeNull();
});

test('AI_PRICES adds and replaces', () => {
  const prices = pricesVariable.parse(
    '{"llama": {"input": 1, "output": 2, "currency": "EUR"}, "gpt-4o": {"input": 3}}',
  );
  expect(costOf('llama', million, prices)).toEqual({ amount: 2, currency: 'EUR' });
  expect(costOf('gpt-4o', million, prices)).toEqual({ amount: 3, currency: 'USD' });
  expect(costOf('gpt-4o-mini', million, prices)?.amount).toBe(0.45);
});

test.each(['{', '[]', '{"a": {"input": -1}}', '{"a": {"input": 1, "currency": "euro"}}'])('refuses %s', (text) => {
  expect(pricesVariable.safeParse(text).success).toBe(false);
});
