import { z } from 'zod';

import type { TokenUsage } from './chat.ts';

/** What a model's tokens cost. */
export interface Price {
  /** For a million tokens that are read. */
  readonly input: number;
  /** For a million tokens that are written. */
  readonly output: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** Prices by model. */
export type Prices = Readonly<Record<string, Price>>;

/** What something cost. */
export interface Cost {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

const usd = (input: number, output = 0): Price => ({ input, output, currency: 'USD' });

/** OpenAI's list prices as of 2025. `AI_PRICES` adds other models and replaces what has changed. */
const listPrices: Prices = {
  'gpt-4o-mini': usd(0.15, 0.6),
  'gpt-4o': usd(2.5, 10),
  'gpt-4.1-nano': usd(0.1, 0.4),
  'gpt-4.1-mini': usd(0.4, 1.6),
  'gpt-4.1': usd(2, 8),
  'text-embedding-3-small': usd(0.02),
  'text-embedding-3-large': usd(0.13),
  'text-embedding-ada-002': usd(0.1),
};

const pricesSchema = z.record(
  z.string(),
  z.object({
    input: z.number().nonnegative(),
    output: z.number().nonnegative().default(0),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .default('USD'),
  }),
);

/**
 * The variable `AI_PRICES`: a JSON object of prices by model for a million tokens,
 * `{"my-model": {"input": 0.5, "output": 1.5, "currency": "EUR"}}`, beside and above the list prices.
 */
export const pricesVariable = z
  .string()
  .default('{}')
  .transform((text, context): Prices => {
    try {
      return { ...listPrices, ...pricesSchema.parse(JSON.parse(text)) };
    } catch {
      context.addIssue('must be JSON like {"model": {"input": 0.5, "output": 1.5, "currency": "USD"}}');
      return z.NEVER;
    }
  });

/**
 * What tokens of a model cost: nothing offline, null for a model without a known price. A model named by its date
 * (`gpt-4o-2024-08-06`) or with its vectors' length (`text-embedding-3-small@512`) has the price of the model.
 */
export function costOf(model: string, usage: TokenUsage, prices: Prices = listPrices): Cost | null {
  if (model.startsWith('offline-')) return { amount: 0, currency: 'USD' };
  const price = prices[model] ?? prices[model.replace(/@\d+$|-\d{4}-\d{2}-\d{2}$/, '')];
  if (!price) return null;
  const amount = (usage.inputTokens * price.input + usage.outputTokens * price.output) / 1e6;
  return { amount, currency: price.currency };
}
