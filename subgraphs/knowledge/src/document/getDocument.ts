import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';

import type { Context } from '../context.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';
import type { Document } from './document.ts';

/** A document of the organization, or NOT_FOUND. */
export async function getDocument(ctx: Context, { id }: { readonly id: string }): Promise<Document> {
  requireKnowledgeReader(ctx.session);
  const document = isId(id) ? await ctx.loaders.document.load(id) : null;
  if (!document) throw notFound('Document');
  return document;
}
