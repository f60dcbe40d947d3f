import { newId } from '@prism/db/newId';
import { quotaExceeded } from '@prism/errors/errors';
import { parseInput } from '@prism/errors/parseInput';

import { requireWritable } from '../collection/requireReadable.ts';
import type { Context } from '../context.ts';
import { requireKnowledgeWriter } from '../knowledge.policy.ts';
import { countRunning, insertCrawl } from './crawl.sql.ts';
import { maxRunningCrawls, type Crawl } from './crawl.ts';
import { insertPages, selectNextPage } from './crawlPage.sql.ts';
import { startCrawlInput } from './startCrawl.input.ts';

/** Begins to fetch the pages of a site. QUOTA_EXCEEDED while too many crawls of the organization run. */
export async function startCrawl(ctx: Context, input: unknown): Promise<Crawl> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  const { url, collectionId = null, metadata = null, ...limits } = parseInput(startCrawlInput, input);
  const id = newId();
  return ctx.db.transact(async (tx) => {
    await requireWritable(tx, organizationId, collectionId);
    if ((await countRunning(tx, organizationId)) >= maxRunningCrawls)
      throw quotaExceeded(`${String(maxRunningCrawls)} crawls run already: wait for one of them, or cancel it.`);
    const { origin } = new URL(url);
    const where = { id, url, origin, collectionId, metadata, createdBy: ctx.db.userId };
    const crawl = await insertCrawl(tx, organizationId, { ...limits, ...where });
    await insertPages(tx, organizationId, [{ crawlId: id, url, depth: 0 }]);
    const pageId = await selectNextPage(tx, organizationId, id);
    if (pageId === null) throw new Error('A crawl begins with a page.');
    await tx.enqueue({ name: 'crawlPage', payload: { crawlId: id, pageId } });
    return crawl;
  });
}
