import { cutPage, listCursor, readPage, type PageArgs, type PageOf } from '@prism/db/page';
import { notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';
import { z } from 'zod';

import type { Context } from '../context.ts';
import { requireKnowledgeReader } from '../knowledge.policy.ts';
import { selectCrawl, selectCrawls } from './crawl.sql.ts';
import type { Crawl, CrawlPage, CrawlPageStatus } from './crawl.ts';
import { selectPages } from './crawlPage.sql.ts';

const crawlCursor = listCursor('crawl', z.uuid());
const pageCursor = listCursor('crawlPage', z.uuid());

export const cursorOfCrawl = ({ id }: Crawl): string => crawlCursor.of(id);
export const cursorOfPage = ({ id }: CrawlPage): string => pageCursor.of(id);

/** A crawl of the organization, or NOT_FOUND. */
export async function getCrawl(ctx: Context, { id }: { readonly id: string }): Promise<Crawl> {
  const organizationId = requireKnowledgeReader(ctx.session);
  const crawl = isId(id) ? await ctx.db.read((tx) => selectCrawl(tx, organizationId, { id })) : undefined;
  if (!crawl) throw notFound('Crawl');
  return crawl;
}

/** A page of the organization's crawls, newest first. */
export async function listCrawls(ctx: Context, args: PageArgs): Promise<PageOf<Crawl>> {
  const organizationId = requireKnowledgeReader(ctx.session);
  const page = readPage(args, crawlCursor.key);
  return cutPage(await ctx.db.read((tx) => selectCrawls(tx, organizationId, page)), page.limit);
}

/** A page of what a crawl has found, in the order in which it was found. */
export async function listCrawlPages(
  ctx: Context,
  crawlId: string,
  args: PageArgs & { readonly status?: CrawlPageStatus | null | undefined },
): Promise<PageOf<CrawlPage>> {
  const organizationId = requireKnowledgeReader(ctx.session);
  const page = readPage(args, pageCursor.key);
  const status = args.status ?? null;
  return cutPage(await ctx.db.read((tx) => selectPages(tx, organizationId, { crawlId, status, page })), page.limit);
}
