import { conflict, notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';

import type { Context } from '../context.ts';
import { requireKnowledgeWriter } from '../knowledge.policy.ts';
import { announceIngestion } from '../progress/announceIngestion.ts';
import { lockDocuments, resetFailed } from './document.sql.ts';
import type { Document } from './document.ts';

/** Indexes a FAILED document again. CONFLICT when it did not fail. */
export async function retryDocument(ctx: Context, { id }: { readonly id: string }): Promise<Document> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  if (!isId(id)) throw notFound('Document');
  const document = await ctx.db.transact(async (tx) => {
    if ((await lockDocuments(tx, organizationId, [id])).length === 0) throw notFound('Document');
    const document = await resetFailed(tx, organizationId, id);
    if (!document) throw conflict('Only a document that FAILED can be retried.');
    await tx.enqueue({ name: 'indexDocument', payload: { documentId: id, version: document.version } });
    return document;
  });
  announceIngestion(ctx.topics, organizationId);
  return document;
}
