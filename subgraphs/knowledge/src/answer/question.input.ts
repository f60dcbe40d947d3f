import { z } from 'zod';

import { searchFilterSchema } from '../search/searchFilter.input.ts';
import { queryText } from '../search/searchKnowledge.input.ts';

/** A question, and what its answer is to be looked for in. */
export const questionSchema = z.object({ question: queryText, filter: searchFilterSchema });
