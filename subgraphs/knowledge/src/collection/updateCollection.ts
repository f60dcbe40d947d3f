import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';

import type { Context } from '../context.ts';
import { requireKnowledgeAdmin } from '../knowledge.policy.ts';
import { announceIngestion } from '../progress/announceIngestion.ts';
import { refuseIdleNames, updateCollectionInput } from './collection.input.ts';
import { updateCollectionRow } from './collection.sql.ts';
import type { Collection } from './collection.ts';

/** Changes what a collection is called and who may read it. The next statement of anybody goes by it. */
export async function updateCollection(ctx: Context, input: unknown): Promise<Collection> {
  const organizationId = requireKnowledgeAdmin(ctx.session);
  const { id, ...settings } = parseInput(updateCollectionInput, input);
  if (!isId(id)) throw notFound('Collection');
  const collection = await ctx.db.transact(async (tx) => {
    const updated = await updateCollectionRow(tx, organizationId, { id, settings });
    if (!updated) throw notFound('Collection');
    refuseIdleNames(updated, settings);
    return updated;
  });
  announceIngestion(ctx.topics, organizationId);
  return collection;
}
