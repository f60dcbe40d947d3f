import { outboundEnv } from '@prism/net/outboundEnv';
import type { Resolve } from '@prism/net/resolve';
import { testPool, testTopics } from '@prism/testkit/testDeps';
import { z } from 'zod';

import { openCrawler, type Crawler } from '../crawl/crawler.ts';
import { crawlingOrganization } from './crawlingOrganization.ts';
import { html, startSite } from './site.ts';

/** A site to crawl, another one that may not be called, and organizations that crawl. */
export async function startCrawlWorld() {
  const pool = testPool();
  const topics = testTopics();
  const opened: Crawler[] = [];
  const [site, inner] = await Promise.all([startSite(), startSite()]);
  /** May call the site and nothing else of this machine. */
  const crawlerOf = ({ resolve, timeoutMs = 5_000 }: { resolve?: Resolve; timeoutMs?: number } = {}): Crawler => {
    const { OUTBOUND_ALLOW } = z.object(outboundEnv).parse({ OUTBOUND_ALLOW: new URL(site.url).host });
    const env = {
      ...{ NODE_ENV: 'test', OUTBOUND_ALLOW, OUTBOUND_ALLOW_IN_PRODUCTION: undefined },
      ...{ CRAWL_CONCURRENCY: 1, CRAWL_HOST_INTERVAL_MS: 0, CRAWL_MAX_BYTES: 200_000, CRAWL_TIMEOUT_MS: timeoutMs },
      CRAWL_CONTACT: 'https://example.com/bot',
    };
    const crawler = openCrawler(env, resolve ? { resolve } : {});
    opened.push(crawler);
    return crawler;
  };
  return {
    pool,
    site,
    inner,
    crawlerOf,
    organization: (crawler = crawlerOf()) => crawlingOrganization({ pool, topics, site, crawler }),
    /** Between tests. */
    clear() {
      for (const { pages, requests } of [site, inner]) {
        pages.clear();
        requests.length = 0;
      }
      inner.pages.set('/', html('<title>Secret</title>secret'));
    },
    async close() {
      await Promise.all(opened.map((crawler) => crawler.close()));
      for (const { server } of [site, inner]) {
        server.closeAllConnections();
        server.close();
      }
      await topics.close();
      await pool.end();
    },
  };
}

export type CrawlWorld = Awaited<ReturnType<typeof startCrawlWorld>>;
