import { nonEmptyText } from '@prism/errors/inputSchemas';
import { z } from 'zod';

import { searchFilterSchema } from '../search/searchFilter.input.ts';

/** A question, and what its answer is to be looked for in. */
export const questionSchema = z.object({ question: nonEmptyText(2_000), filter: searchFilterSchema });

/** The same asked in no conversation: keys are a conversation's. */
export const aloneSchema = questionSchema.extend({
  clientKey: z.null('needs a conversationId: it names a question of a conversation').optional(),
});
