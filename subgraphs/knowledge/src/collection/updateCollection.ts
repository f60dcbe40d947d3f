import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';

import type { Context } from '../context.ts';
import { requireKnowledgeAdmin } from '../knowledge.policy.ts';
import { announceIngestion } from '../progress/announceIngestion.ts';
import { updateCollectionInput } from './collection.input.ts';
import { updateCollectionRow } from './collection.sql.ts';
import type { Collection } from './collection.ts';

/** Changes what a collection is called and who may read it. The next statement of anybody goes by it. */
export async function updateCollection(ctx: Context, input: unknown): Promise<Collection> {
  const organizationId = requireKnowledgeAdmin(ctx.session);
  const { id, ...settings } = parseInput(updateCollectionInput, input);
  const collection = isId(id)
    ? await ctx.db.transact((tx) => updateCollectionRow(tx, organizationId, { id, settings }))
    : null;
  if (!collection) throw notFound('Collection');
  announceIngestion(ctx.topics, organizationId);
  return collection;
}
