import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { parseInput } from '@prism/errors/parseInput';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { requireKnowledgeWriter } from '../knowledge.policy.ts';
import { announceIngestion } from '../progress/announceIngestion.ts';
import { closeVersions, selectDocuments } from './document.sql.ts';
import type { Document } from './document.ts';
import { documentFields } from './documentFields.input.ts';
import { insertRetitled, lockLatest, updateMetadata } from './latest.sql.ts';
import { askForIndexing } from './storeDocuments.ts';

const updateDocumentInput = z.object({
  id: z.string(),
  title: documentFields.title.nullish(),
  metadata: documentFields.metadata,
});

/** Changes what is said of a document, whose content stays: another title is a new version of it, metadata changes its latest one. */
export async function updateDocument(ctx: Context, input: unknown): Promise<Document> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const { id, title, metadata } = parseInput(updateDocumentInput, input);
  const createdBy = ctx.db.userId;
  if (!isId(id)) throw notFound('Document');
  const document = await ctx.db.transact(async (tx) => {
    const latest = await lockLatest(tx, organizationId, id);
    if (!latest) throw notFound('Document');
    if (title != null && title !== latest.title) {
      const version = await insertRetitled(tx, organizationId, { id, title, createdBy });
      await closeVersions(tx, organizationId, [latest]);
      await askForIndexing(tx, [{ id, version }], createdBy);
    }
    if (metadata !== undefined) await updateMetadata(tx, organizationId, { id, metadata });
    return (await selectDocuments(tx, organizationId, [id]))[0];
  });
  if (!document) throw notFound('Document');
  announceIngestion(ctx.topics, organizationId);
  return document;
}
