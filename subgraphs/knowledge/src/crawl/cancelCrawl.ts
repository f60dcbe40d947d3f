import { conflict, notFound } from '@prism/errors/errors';
import { isId } from '@prism/errors/inputSchemas';

import type { Context } from '../context.ts';
import { requireKnowledgeWriter } from '../knowledge.policy.ts';
import { endCrawl, selectCrawl } from './crawl.sql.ts';
import type { Crawl } from './crawl.ts';
import { skipQueued } from './crawlPage.sql.ts';

/** Ends a crawl: nothing more is fetched, and what is being fetched is not stored. CONFLICT when it has ended already. */
export async function cancelCrawl(ctx: Context, { id }: { readonly id: string }): Promise<Crawl> {
  const organizationId = requireKnowledgeWriter(ctx.session);
  if (!isId(id)) throw notFound('Crawl');
  return ctx.db.transact(async (tx) => {
    if (!(await selectCrawl(tx, organizationId, { id, lock: true }))) throw notFound('Crawl');
    const crawl = await endCrawl(tx, organizationId, { id, status: 'CANCELED', reason: null });
    if (!crawl) throw conflict('The crawl has ended already.');
    await skipQueued(tx, organizationId, { crawlId: id, reason: 'The crawl was canceled.' });
    return crawl;
  });
}
