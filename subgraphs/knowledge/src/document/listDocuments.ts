import { cutPage, listCursor, readPage, type PageArgs, type PageOf } from '@prism/db/page';
import { parseInput } from '@prism/errors/parseInput';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { requireReadable } from '../collection/requireReadable.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';
import { selectDocumentPage } from './document.sql.ts';
import type { Document, DocumentStatus } from './document.ts';
import { documentFields } from './documentFields.input.ts';

const documentCursor = listCursor('document', z.uuid());

export function cursorOfDocument({ id }: Document): string {
  return documentCursor.of(id);
}

interface Args extends PageArgs {
  readonly collectionId?: string | null | undefined;
  readonly status?: DocumentStatus | null | undefined;
  readonly externalId?: string | null | undefined;
}

const asked = z.object({ externalId: documentFields.externalId });

/** A page of the documents that the caller may read, newest first: all of them, or those that are asked for. */
export async function listDocuments(ctx: Context, args: Args): Promise<PageOf<Document>> {
  const organizationId = requireKnowledgeReader(ctx.session);
  const page = readPage(args, documentCursor.key);
  const { externalId = null } = parseInput(asked, { externalId: args.externalId }, '');
  const { collectionId = null, status = null } = args;
  const rows = await ctx.db.read(async (tx) => {
    await requireReadable(tx, organizationId, collectionId);
    return selectDocumentPage(tx, organizationId, { ...page, collectionId, status, externalId });
  });
  return cutPage(rows, page.limit);
}
