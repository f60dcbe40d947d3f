import { createOutbound, type Outbound, type OutboundResponse } from '@prism/net/outbound';
import { outboundRules } from '@prism/net/outboundEnv';
import type { Resolve } from '@prism/net/resolve';

import type { CrawlEnv } from './crawlEnv.ts';
import { createRobots, robotsName, type Robots } from './robots.ts';

/** The way to pages. */
export type Crawler = {
  /** One GET; redirects are answers. Throws OutboundError when there is none. */
  get(url: string, headers?: Readonly<Record<string, string>>): Promise<OutboundResponse>;
  /** What the robots.txt of a page's host says, remembered for an hour. */
  readonly robots: Robots;
  readonly maxBytes: number;
  readonly hostIntervalMs: number;
  readonly concurrency: number;
  close(): Promise<void>;
};

/** Opens it: every connection is checked where it is made (see @prism/net). The caller closes it. */
export function openCrawler(env: CrawlEnv, { resolve }: { readonly resolve?: Resolve } = {}): Crawler {
  const outbound: Outbound = createOutbound(outboundRules(env), resolve ? { resolve } : {});
  const userAgent = `${robotsName}/1.0${env.CRAWL_CONTACT === '' ? '' : ` (+${env.CRAWL_CONTACT})`}`;
  const { CRAWL_TIMEOUT_MS: timeoutMs, CRAWL_MAX_BYTES: maxBytes } = env;
  const get: Crawler['get'] = (url, headers = {}) =>
    outbound.call({
      ...{ url, timeoutMs, maxBytes, take: 'whole' },
      headers: { accept, ...headers, 'user-agent': userAgent },
    });
  return {
    get,
    robots: createRobots(outbound, userAgent, timeoutMs),
    maxBytes,
    hostIntervalMs: env.CRAWL_HOST_INTERVAL_MS,
    concurrency: env.CRAWL_CONCURRENCY,
    close: () => outbound.close(),
  };
}

const accept =
  'text/html,application/xhtml+xml,text/markdown,text/plain,application/pdf,' +
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document;q=0.9,*/*;q=0.1';
