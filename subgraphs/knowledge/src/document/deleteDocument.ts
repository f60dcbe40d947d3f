import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';

import type { Context } from '../context.ts';
import { removeFromIndex } from '../indexing/removeFromIndex.ts';
import { requireKnowledgeWriter } from '../knowledge.policy.ts';
import { deleteDocumentRow, lockDocument } from './document.sql.ts';

/** Deletes a document with its passages, vectors, postings and its part in the statistics, at once. */
export async function deleteDocument(ctx: Context, { id }: { readonly id: string }): Promise<{ deletedId: string }> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  if (!isId(id)) throw notFound('Document');
  await ctx.db.transact(async (tx) => {
    // The lock first: who is just writing this document's passages commits before they are looked for, or finds it gone.
    if (!(await lockDocument(tx, organizationId, id))) throw notFound('Document');
    await removeFromIndex(tx, organizationId, id);
    await deleteDocumentRow(tx, organizationId, id);
  });
  ctx.loaders.document.clear(id);
  return { deletedId: id };
}
