import { findCrawl } from '@prism/knowledge/domain';

import { presentOf } from './audience.ts';
import type { Planner } from './plan.ts';

/** Who started the crawl hears of its end: its documents are nobody's, so that nobody hears of each. */
export const planCrawlFinished: Planner<'crawl.finished'> = async (owners, { crawlId }) => {
  const crawl = await findCrawl(owners.knowledge, crawlId);
  if (crawl?.createdBy == null) return null;
  const { url: site, status, failureReason: reason, stored, failed } = crawl;
  const about = { actorId: null, subject: null };
  return {
    happening:
      status === 'FAILED'
        ? { ...about, kind: 'CRAWL_FAILED', facts: { site, reason } }
        : { ...about, kind: 'CRAWL_FINISHED', facts: { site, stored, failed } },
    audience: presentOf(owners.organizations, [crawl.createdBy]),
  };
};
