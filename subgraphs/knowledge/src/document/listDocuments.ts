import { cutPage, listCursor, readPage, type PageArgs, type PageOf } from '@prism/db/page';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';
import { selectDocumentPage } from './document.sql.ts';
import type { Document } from './document.ts';

const documentCursor = listCursor('document', z.uuid());

export function cursorOfDocument({ id }: Document): string {
  return documentCursor.of(id);
}

/** A page of the organization's documents, newest first. */
export async function listDocuments(ctx: Context, args: PageArgs): Promise<PageOf<Document>> {
  const organizationId = requireKnowledgeReader(ctx.session);
  const page = readPage(args, documentCursor.key);
  return cutPage(await ctx.db.read((tx) => selectDocumentPage(tx, organizationId, page)), page.limit);
}
