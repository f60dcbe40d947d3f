/** Where a crawl is. FAILED: its first page could not be read. */
export type CrawlStatus = 'RUNNING' | 'COMPLETED' | 'CANCELED' | 'FAILED';

/** What became of a page. */
export type CrawlPageStatus = 'QUEUED' | 'STORED' | 'UNCHANGED' | 'SKIPPED' | 'FAILED';

/** Which pages belong to a crawl. */
export interface CrawlScope {
  /** Of the pages that are fetched. */
  readonly origin: string;
  /** Beginnings of paths (`/docs/`) or URLs; none are all. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** The pages of a site, fetched from one on, each a document. */
export interface Crawl extends CrawlScope {
  readonly id: string;
  readonly url: string;
  readonly maxDepth: number;
  readonly maxPages: number;
  readonly collectionId: string | null;
  readonly metadata: Record<string, unknown> | null;
  readonly status: CrawlStatus;
  readonly failureReason: string | null;
  /** Whether pages were left out because there were too many. */
  readonly limitReached: boolean;
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** A page of a crawl. */
export interface CrawlPage {
  readonly id: string;
  readonly crawlId: string;
  readonly url: string;
  /** Links away from where the crawl began. */
  readonly depth: number;
  readonly status: CrawlPageStatus;
  /** Why it was skipped or failed, for a person. */
  readonly reason: string | null;
  readonly httpStatus: number | null;
  readonly documentId: string | null;
  readonly finishedAt: Date | null;
}

/** How many pages of a crawl came to what. */
export type CrawlCounts = Readonly<Record<Lowercase<CrawlPageStatus>, number>> & { readonly id: string };

/** Crawls that may run in an organization at once. */
export const maxRunningCrawls = 10;

const maxUrlLength = 2_000;

/**
 * A URL as a crawl knows it, one for all ways to write it: without the fragment. Null for what is not fetched: other schemes, user
 * names and passwords, and what is longer than 2,000 characters.
 */
export function pageUrl(text: string, base?: string): string | null {
  if (!URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (url.username !== '' || url.password !== '') return null;
  url.hash = '';
  return url.href.length <= maxUrlLength ? url.href : null;
}

/** Whether a page belongs to a crawl, by its URL. */
export function isInScope({ origin, include, exclude }: CrawlScope, url: string): boolean {
  const { origin: own, pathname, search } = new URL(url);
  if (own !== origin) return false;
  const begins = (prefix: string) => (prefix.startsWith('/') ? pathname + search : url).startsWith(prefix);
  return (include.length === 0 || include.some(begins)) && !exclude.some(begins);
}
