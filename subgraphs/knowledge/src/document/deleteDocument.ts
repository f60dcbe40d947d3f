import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';
import type { Tx } from '@prism/queue/tenantDb';

import type { Context } from '../context.ts';
import { forgetDocument } from '../conversation/forgetDocument.ts';
import { removeFromIndex } from '../indexing/removeFromIndex.ts';
import { requireKnowledgeWriter } from '../knowledge.policy.ts';
import { announceIngestion } from '../progress/announceIngestion.ts';
import { dropUnusedFile } from '../upload/storeFile.ts';
import { deleteDocumentRow, lockDocument, selectFileIds } from './document.sql.ts';
import { documentIds } from './documentIds.input.ts';

/**
 * Deletes a document and all that it ever said: its versions and files, passages, vectors of every model, postings, its part in
 * the statistics, and the answers that held words of it. Complete once it returns; what is under way for the document finds it gone.
 */
export async function deleteDocument(ctx: Context, { id }: { readonly id: string }): Promise<{ deletedId: string }> {
  await deleteDocuments(ctx, { ids: [id] });
  return { deletedId: id };
}

/** Deletes documents, all of them or, when one is NOT_FOUND, none. */
export async function deleteDocuments(
  ctx: Context,
  input: { readonly ids: readonly string[] },
): Promise<{ deletedIds: string[] }> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const ids = parseInput(documentIds, input.ids, 'ids');
  if (!ids.every(isId)) throw notFound('Document');
  await ctx.db.transact(async (tx) => {
    // In one order, so that two who delete the same wait for each other rather than lock each other out.
    for (const id of ids.toSorted()) await remove(tx, organizationId, id);
    await tx.emit(...ids.map((documentId) => ({ name: 'document.deleted', payload: { documentId } }) as const));
  });
  for (const id of ids) ctx.loaders.document.clear(id);
  announceIngestion(ctx.topics, organizationId);
  return { deletedIds: ids };
}

async function remove(tx: Tx, organizationId: string, id: string): Promise<void> {
  // The lock first: who is just writing this document's passages commits before they are looked for, or finds it gone.
  if (!(await lockDocument(tx, organizationId, id))) throw notFound('Document');
  await removeFromIndex(tx, organizationId, id);
  await forgetDocument(tx, organizationId, id);
  const fileIds = await selectFileIds(tx, organizationId, id);
  await deleteDocumentRow(tx, organizationId, id);
  for (const fileId of fileIds) await dropUnusedFile(tx, organizationId, fileId);
}
