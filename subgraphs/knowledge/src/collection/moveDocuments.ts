import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';

import type { Context } from '../context.ts';
import { requireKnowledgeWriter } from '../knowledge.policy.ts';
import type { Document } from '../document/document.ts';
import { readDocuments } from '../document/readDocuments.ts';
import { announceIngestion } from '../progress/announceIngestion.ts';
import { moveDocumentsInput } from './collection.input.ts';
import { moveDocumentRows } from './collection.sql.ts';
import { requireWritable } from './requireReadable.ts';

/**
 * Puts documents into a collection, or into none: all of them or, when one is NOT_FOUND, none. The caller must be able to read
 * them where they are and where they come to.
 */
export async function moveDocuments(ctx: Context, input: unknown): Promise<readonly Document[]> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const { documentIds, collectionId } = parseInput(moveDocumentsInput, input);
  if (!documentIds.every(isId)) throw notFound('Document');
  const documents = await ctx.db.transact(async (tx) => {
    await requireWritable(tx, organizationId, collectionId);
    const moved = await moveDocumentRows(tx, organizationId, { documentIds, collectionId });
    if (moved.length < documentIds.length) throw notFound('Document');
    return readDocuments(tx, organizationId, moved);
  });
  for (const id of documentIds) ctx.loaders.collectionOf.clear(id);
  announceIngestion(ctx.topics, organizationId);
  const byId = new Map(documents.map((document) => [document.id, document]));
  return documentIds.flatMap((id) => byId.get(id) ?? []);
}
