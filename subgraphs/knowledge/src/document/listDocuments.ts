import { cutPage, readPage, type PageOf } from '@prism/db/page';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';
import { selectDocumentPage } from './document.sql.ts';
import type { Document } from './document.ts';

type Args = { readonly first?: number | null | undefined; readonly after?: string | null | undefined };

/** A page of the organization's documents, newest first. A cursor holds the row's id. */
export async function listDocuments(ctx: Context, args: Args): Promise<PageOf<Document>> {
  const organizationId = requireKnowledgeReader(ctx.session);
  const { limit, after } = readPage(args, z.tuple([z.uuid()]));
  const page = { limit, after: after?.[0] ?? null };
  return cutPage(await ctx.db.read((tx) => selectDocumentPage(tx, organizationId, page)), limit);
}
