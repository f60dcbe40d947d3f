import { conflict, notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';

import type { Context } from '../context.ts';
import { requireKnowledgeAdmin } from '../knowledge.policy.ts';
import { deleteCollectionRow } from './collection.sql.ts';

/** Deletes an empty collection. CONFLICT while documents are in it, also such as the caller may not read. */
export async function deleteCollection(ctx: Context, { id }: { readonly id: string }): Promise<{ deletedId: string }> {
  const organizationId = requireKnowledgeAdmin(ctx.session);
  if (!isId(id)) throw notFound('Collection');
  const deleted = await ctx.db
    .transact((tx) => deleteCollectionRow(tx, organizationId, id))
    .catch((error: unknown) => {
      if (isReferenced(error)) throw conflict('Documents are in this collection: move or delete them first.');
      throw error;
    });
  if (!deleted) throw notFound('Collection');
  return { deletedId: id };
}

/** Postgres' foreign_key_violation. Counting would not do: documents that the caller may not read are not shown to them. */
function isReferenced(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23503';
}
