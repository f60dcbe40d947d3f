import { z } from 'zod';

import { searchFilterSchema } from '../search/searchFilter.input.ts';
import { queryText } from '../search/searchKnowledge.input.ts';

/** A question, and what its answer is to be looked for in. */
export const questionSchema = z.object({ question: queryText, filter: searchFilterSchema });

/** The same asked in no conversation: keys are a conversation's. */
export const aloneSchema = questionSchema.extend({
  clientKey: z.null('needs a conversationId: it names a question of a conversation').optional(),
});
