import { z } from 'zod';

import type { CallLimits } from './callLimits.ts';
import { createMemoryLimits } from './memoryLimits.ts';
import { createRedisLimits } from './redisLimits.ts';

const limit = (fallback: number) =>
  z.coerce.number({ error: 'must be a number' }).int().min(0, 'must be 0 (no limit) or more').default(fallback);

/**
 * The variables that say what the provider allows for each model (OpenAI's first paid tier unless told; 0 is no limit), and how
 * patiently it is asked.
 */
export const limitsEnv = {
  OPENAI_REQUESTS_PER_MINUTE: limit(3_000),
  OPENAI_TOKENS_PER_MINUTE: limit(1_000_000),
  OPENAI_CONCURRENT_REQUESTS: limit(16),
  /** How often workers ask again, over about a minute, before the document waits longer. */
  OPENAI_RETRIES: z.coerce.number({ error: 'must be a number' }).int().min(0).max(20).default(8),
};

/** Limits that all processes of the Redis share; of this process alone without one. Close them at the end. */
export function createLimits(
  env: z.output<z.ZodObject<typeof limitsEnv>>,
  { redisUrl }: { readonly redisUrl?: string | undefined },
): CallLimits {
  const allowance = {
    requestsPerMinute: env.OPENAI_REQUESTS_PER_MINUTE,
    tokensPerMinute: env.OPENAI_TOKENS_PER_MINUTE,
    concurrent: env.OPENAI_CONCURRENT_REQUESTS,
  };
  return redisUrl === undefined ? createMemoryLimits(allowance) : createRedisLimits(allowance, { url: redisUrl });
}
