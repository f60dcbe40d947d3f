import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';

import type { Context } from '../context.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';
import { managesCollections } from './collection.policy.ts';
import { selectCollections } from './collection.sql.ts';
import type { Collection } from './collection.ts';

/** A collection that the caller may know of, or NOT_FOUND. */
export async function getCollection(ctx: Context, { id }: { readonly id: string }): Promise<Collection> {
  const organizationId = requireKnowledgeReader(ctx.session);
  if (!isId(id)) throw notFound('Collection');
  const asker = { organizationId, manages: managesCollections(ctx.session) };
  const [collection] = await ctx.db.read((tx) => selectCollections(tx, asker, [id]));
  if (!collection) throw notFound('Collection');
  return collection;
}
