import { count } from '@prism/config/fragments';
import { outboundEnv } from '@prism/net/outboundEnv';
import { z } from 'zod';

/** How pages are fetched: spread into the `env.ts` of a process that does, beside NODE_ENV. */
export const crawlEnv = {
  ...outboundEnv,
  /** Crawls that one process works for at once. */
  CRAWL_CONCURRENCY: count('crawls', 16),
  /** Between two requests to a host, of all processes together; a longer Crawl-delay in robots.txt counts, up to 30 s. */
  CRAWL_HOST_INTERVAL_MS: count('milliseconds', 1_000, 0),
  /** Of one page, compressed and not. */
  CRAWL_MAX_BYTES: count('bytes', 10 * 1024 * 1024),
  /** For one request: resolving, connecting and all of the answer. */
  CRAWL_TIMEOUT_MS: count('milliseconds', 20_000),
  /** Where people whose site is crawled find out by whom, a URL or an address: part of the user agent. */
  CRAWL_CONTACT: z
    .string()
    .max(200)
    .regex(/^[\x21-\x7e]*$/, 'must be a URL or an email address')
    .default(''),
};

/** The parsed form of {@link crawlEnv}, with the kind of environment it is. */
export type CrawlEnv = z.output<z.ZodObject<typeof crawlEnv>> & { readonly NODE_ENV: string };
