import { upstreamUnavailable } from '@prism/errors/errors';
import type { PageOutcome, PageToFetch } from '@prism/knowledge/domain';
import { pageUrl } from '@prism/knowledge/domain';
import type { OutboundResponse } from '@prism/net/outbound';
import { OutboundError } from '@prism/net/outboundError';
import { readRetryAfter } from '@prism/net/retryAfter';

import type { Crawler } from './crawler.ts';
import { readPage } from './readPage.ts';

/** Waits until a host may be asked; false when that takes too long. */
export type TakeTurn = (url: string, crawlDelayMs: number) => Promise<boolean>;

const maxRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);
/** Longest that a server may put us off, in seconds. */
const maxRetryAfter = 60;

/** It is not our turn at a host: `way` ends in the address to ask for, after those that have led there. */
export interface Postponed {
  readonly kind: 'LATER';
  readonly way: readonly string[];
}

/** An address on the way to a page, and those that led there. */
type Hop = PageToFetch & { readonly url: string; readonly before: readonly string[] };

/**
 * Fetches a page and follows where it leads to: each address on the way is asked for only if its own site's robots.txt allows it, and
 * connected to only if it is a public one. Goes on where `way` ends. Throws what may pass: no answer, 5xx, 429.
 */
export async function fetchPage(
  crawler: Crawler,
  takeTurn: TakeTurn,
  { way = [], ...target }: PageToFetch & { readonly way?: readonly string[] | undefined },
): Promise<PageOutcome | Postponed> {
  return follow(crawler, takeTurn, { ...target, url: way.at(-1) ?? target.page.url, before: way.slice(0, -1) });
}

async function follow(crawler: Crawler, takeTurn: TakeTurn, hop: Hop): Promise<PageOutcome | Postponed> {
  const { url, known, before } = hop;
  const { isAllowed, reason, mayPass, crawlDelayMs } = await crawler.robots(url);
  if (mayPass) throw upstreamUnavailable(reason ?? '');
  if (!isAllowed) return { kind: 'SKIPPED', reason: reason ?? '', httpStatus: null, links: [] };
  if (!(await takeTurn(url, crawlDelayMs))) return { kind: 'LATER', way: [...before, url] };
  const response = await ask(crawler, hop);
  if ('kind' in response) return response;
  const { status, headers } = response;
  if (status === 304 && known) return { kind: 'UNCHANGED', httpStatus: status, links: known.links };
  if (redirects.has(status) && headers['location'] !== undefined) {
    const next = redirectOf(hop, headers['location'], status);
    return 'kind' in next ? next : follow(crawler, takeTurn, next);
  }
  if (status >= 500 || status === 429 || status === 408) {
    const retryAfter = readRetryAfter(headers['retry-after'], maxRetryAfter);
    throw upstreamUnavailable(`The server answered ${String(status)}.`, { ...(retryAfter !== null && { retryAfter }) });
  }
  if (status < 200 || status >= 300) return failed(`The server answered ${String(status)}.`, status);
  return readPage(response, crawler.maxBytes);
}

const failed = (reason: string, httpStatus: number | null = null): PageOutcome => ({
  kind: 'FAILED',
  reason,
  httpStatus,
  links: [],
});

const passing = new Set(['UNREACHABLE', 'TIMEOUT']);

async function ask(crawler: Crawler, { url, known, before }: Hop): Promise<OutboundResponse | PageOutcome> {
  // What is remembered is of the address that is asked for first.
  const conditions = known && before.length === 0 ? conditionsOf(known) : {};
  try {
    return await crawler.get(url, conditions);
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    if (passing.has(error.fault)) throw upstreamUnavailable(error.message, { cause: error });
    return failed(error.message);
  }
}

function conditionsOf({ etag, lastModified }: NonNullable<PageToFetch['known']>): Record<string, string> {
  return {
    ...(etag !== null && { 'if-none-match': etag }),
    ...(lastModified !== null && { 'if-modified-since': lastModified }),
  };
}

/** Only the first page of a crawl may lead to another site, which then is the crawl's. */
function redirectOf(hop: Hop, location: string, status: number): Hop | PageOutcome {
  const { crawl, page, url, before } = hop;
  const next = pageUrl(location, url);
  if (next === null) return failed('It leads to what is no address of a page.', status);
  if (next === url || before.includes(next)) return failed('It leads in a circle.', status);
  if (before.length >= maxRedirects) return failed(`It leads on more than ${String(maxRedirects)} times.`, status);
  const isFirst = page.depth === 0 && page.url === crawl.url;
  if (!isFirst && new URL(next).origin !== crawl.origin)
    return {
      kind: 'SKIPPED',
      reason: `It leads to another site, ${new URL(next).origin}.`,
      httpStatus: status,
      links: [],
    };
  return { ...hop, url: next, before: [...before, url] };
}
