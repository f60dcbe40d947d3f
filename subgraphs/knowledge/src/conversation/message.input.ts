import { nonEmptyText } from '@prism/errors/inputSchemas';
import { z } from 'zod';

import { questionSchema } from '../answer/question.input.ts';
import { searchFilterSchema } from '../search/searchFilter.input.ts';

/** A question in a conversation, as clients send it. */
export const sendMessageSchema = questionSchema.extend({
  conversationId: z.string(),
  clientKey: nonEmptyText(200)
    .nullish()
    .transform((key) => key ?? null),
});

export type SendMessage = z.output<typeof sendMessageSchema>;

/** A filter as it was kept: as JSON, which knows instants as text. */
export const keptFilter = z.preprocess((kept) => {
  if (kept === null || typeof kept !== 'object') return kept;
  const instants = Object.entries(kept).filter(([name, value]) => /(?:After|Before)$/.test(name) && value !== null);
  return { ...kept, ...Object.fromEntries(instants.map(([name, value]) => [name, new Date(String(value))])) };
}, searchFilterSchema);
