import { nonEmptyText } from '@prism/errors/inputSchemas';
import { z } from 'zod';

import { searchFilterSchema } from './searchFilter.input.ts';

/** Everything that says what is searched, as clients send it. */
export const searchSchema = z.object({
  query: nonEmptyText(10_000),
  mode: z
    .enum(['HYBRID', 'VECTOR', 'KEYWORD'])
    .nullish()
    .transform((mode) => mode ?? 'HYBRID'),
  filter: searchFilterSchema,
  minScore: z
    .number()
    .nullish()
    .transform((score) => score ?? undefined),
  diversity: z
    .number()
    .min(0, 'must be between 0 and 1')
    .max(1, 'must be between 0 and 1')
    .nullish()
    .transform((diversity) => diversity ?? 0),
  rerank: z
    .boolean()
    .nullish()
    .transform((rerank) => rerank ?? false),
});
