import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';
import type { Tx } from '@prism/queue/tenantDb';

import type { Context } from '../context.ts';
import { forgetDocuments } from '../conversation/forgetDocuments.ts';
import { removeFromIndex } from '../indexing/removeFromIndex.ts';
import { requireKnowledgeWriter } from '../knowledge.policy.ts';
import { announceIngestion } from '../progress/announceIngestion.ts';
import { dropUnusedFile } from '../upload/storeFile.ts';
import { deleteDocumentRows, lockDocuments, selectFileIds } from './document.sql.ts';
import type { Document } from './document.ts';
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
    await remove(tx, organizationId, ids);
    await tx.emit(...ids.map((documentId) => ({ name: 'document.deleted', payload: { documentId } }) as const));
  });
  for (const id of ids) ctx.loaders.document.clear(id);
  announceIngestion(ctx.topics, organizationId);
  return { deletedIds: ids };
}

async function remove(tx: Tx, organizationId: string, ids: readonly string[]): Promise<void> {
  // The locks first: who is just writing passages of one of them commits before they are looked for, or finds it gone.
  const locked = await lockDocuments(tx, organizationId, ids);
  if (locked.length < ids.length) throw notFound('Document');
  for (const some of inBatches(locked)) await removeFromIndex(tx, organizationId, some);
  await forgetDocuments(tx, organizationId, ids);
  const fileIds = await selectFileIds(tx, organizationId, ids);
  await deleteDocumentRows(tx, organizationId, ids);
  for (const fileId of fileIds) await dropUnusedFile(tx, organizationId, fileId);
}

/** Passages that are taken out of the index together, if no single document has more: their terms are in memory meanwhile, some 10 KB each. */
const batchChunks = 5_000;

function inBatches(documents: readonly Pick<Document, 'id' | 'chunkCount'>[]): string[][] {
  const batches: string[][] = [];
  let room = 0;
  for (const { id, chunkCount } of documents) {
    if (chunkCount > room || batches.length === 0) {
      batches.push([]);
      room = batchChunks;
    }
    batches.at(-1)?.push(id);
    room -= chunkCount;
  }
  return batches;
}
