import { cutPage, listCursor, readPage, type PageArgs, type PageOf } from '@prism/db/page';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';
import { selectVersionPage } from './version.sql.ts';
import type { DocumentVersion } from './version.ts';

/** Fewer than elsewhere: each may bring a text of a megabyte. */
const maxFirst = 20;

const versionCursor = listCursor('documentVersion', z.int());

export function cursorOfVersion({ version }: DocumentVersion): string {
  return versionCursor.of(version);
}

/** A page of a document's versions, newest first. */
export async function listVersions(
  ctx: Context,
  { id, ...args }: PageArgs & { readonly id: string },
): Promise<PageOf<DocumentVersion>> {
  const organizationId = requireKnowledgeReader(ctx.session);
  const page = readPage(args, versionCursor.key, maxFirst);
  return cutPage(
    await ctx.db.read((tx) => selectVersionPage(tx, organizationId, { documentId: id, page })),
    page.limit,
  );
}
