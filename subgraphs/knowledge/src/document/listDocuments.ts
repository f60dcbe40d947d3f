import { cutPage, listCursor, readPage, type PageArgs, type PageOf } from '@prism/db/page';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { requireReadable } from '../collection/requireReadable.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';
import { selectDocumentPage } from './document.sql.ts';
import type { Document } from './document.ts';

const documentCursor = listCursor('document', z.uuid());

export function cursorOfDocument({ id }: Document): string {
  return documentCursor.of(id);
}

interface Args extends PageArgs {
  readonly collectionId?: string | null | undefined;
}

/** A page of the documents that the caller may read, newest first: all of them, or those of a collection. */
export async function listDocuments(ctx: Context, args: Args): Promise<PageOf<Document>> {
  const organizationId = requireKnowledgeReader(ctx.session);
  const page = readPage(args, documentCursor.key);
  const collectionId = args.collectionId ?? null;
  const rows = await ctx.db.read(async (tx) => {
    await requireReadable(tx, organizationId, collectionId);
    return selectDocumentPage(tx, organizationId, { ...page, collectionId });
  });
  return cutPage(rows, page.limit);
}
