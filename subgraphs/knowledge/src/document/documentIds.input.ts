import { z } from 'zod';

/** The documents that one call may change, by their ids: each once, whatever its case, in the order in which they were named. */
export const documentIds = z
  .array(z.string())
  .min(1, 'must name a document')
  .max(100, 'must name at most 100 documents')
  .transform((ids) => [...new Set(ids.map((id) => id.toLowerCase()))]);
