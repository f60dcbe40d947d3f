import type { Context } from '../context.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';
import { managesCollections } from './collection.policy.ts';
import { selectCollections } from './collection.sql.ts';
import type { Collection } from './collection.ts';

/** The collections that the caller may read, or all of them for who manages them, by name. */
export async function listCollections(ctx: Context): Promise<Collection[]> {
  const organizationId = requireKnowledgeReader(ctx.session);
  return ctx.db.read((tx) => selectCollections(tx, { organizationId, manages: managesCollections(ctx.session) }));
}
