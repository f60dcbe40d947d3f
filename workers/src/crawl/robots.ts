import type { Outbound } from '@prism/net/outbound';
import { OutboundError } from '@prism/net/outboundError';
import { LRUCache } from 'lru-cache';
import robotsModule from 'robots-parser';

/** What robots.txt knows us by. */
export const robotsName = 'PrismBot';

/** What a host says of a page (RFC 9309). */
export type RobotsWord = {
  readonly isAllowed: boolean;
  /** Why not, for a person. */
  readonly reason: string | null;
  /** Whether asking again later may bring another answer. */
  readonly mayPass: boolean;
  /** As asked for, at most 30 s; 0 when nothing is asked for. */
  readonly crawlDelayMs: number;
};

/** Asks hosts what they allow. Never rejects: whose robots.txt cannot be had allows nothing. */
export type Robots = (url: string) => Promise<RobotsWord>;

type Parsed = {
  isAllowed(url: string, userAgent: string): boolean | undefined;
  getCrawlDelay(userAgent: string): number | undefined;
};
// The module is the function; its types say that it has it as `default`.
const robotsParser = robotsModule as unknown as (url: string, text: string) => Parsed;

type Rules =
  { readonly rules: Parsed; readonly length: number } | { readonly reason: string; readonly mayPass: boolean };

const hourMs = 3_600_000;
/** What could not be had is asked for again soon. */
const soonMs = 1_000;
const maxHosts = 1_000;
/** Of what is remembered of all hosts together, in characters of robots.txt; parsed they take some ten times as many bytes. */
const maxRemembered = 8 * 1024 * 1024;
/** As much of it as RFC 9309 wants read. */
const maxBytes = 500 * 1024;
const maxDelayMs = 30_000;
/** Rules times address, in characters: what matching takes at worst, and a hostile site would hold the process for seconds. */
const maxWork = 50e6;

/** Remembers what each host has said, for an hour. */
export function createRobots(outbound: Outbound, userAgent: string, timeoutMs: number): Robots {
  const known = new LRUCache<string, Rules>({
    ...{ max: maxHosts, maxSize: maxRemembered, ttl: hourMs },
    sizeCalculation: (rules) => ('rules' in rules ? rules.length : 0) + 1,
    // Who asks meanwhile waits for the same answer, also where there is no room to remember it.
    ignoreFetchAbort: true,
    async fetchMethod(origin, _stale, { options }) {
      const rules = await ask(outbound, { url: `${origin}/robots.txt`, userAgent, timeoutMs });
      if ('reason' in rules) options.ttl = soonMs;
      return rules;
    },
  });
  return async (url) => {
    const found = await known.forceFetch(new URL(url).origin);
    if ('reason' in found) return refused(found.reason, found.mayPass);
    if (found.length * url.length > maxWork)
      return refused('The site’s robots.txt is too long for so long an address.');
    const isAllowed = found.rules.isAllowed(url, robotsName) !== false;
    const crawlDelayMs = Math.min(maxDelayMs, (found.rules.getCrawlDelay(robotsName) ?? 0) * 1_000);
    if (!isAllowed) return refused('The site’s robots.txt does not allow it.');
    return { isAllowed, reason: null, mayPass: false, crawlDelayMs };
  };
}

const refused = (reason: string, mayPass = false): RobotsWord => ({
  ...{ isAllowed: false, reason, mayPass, crawlDelayMs: 0 },
});

type Asking = { readonly url: string; readonly userAgent: string; readonly timeoutMs: number };

/** 4xx: there are no rules. Anything else that is no answer allows nothing, as RFC 9309 has it. */
async function ask(outbound: Outbound, { url, userAgent, timeoutMs }: Asking): Promise<Rules> {
  const unread = (why: string, mayPass = true): Rules => ({
    reason: `The site’s robots.txt could not be read, so nothing of it is fetched: ${why}`,
    mayPass,
  });
  const rulesIn = (text: string): Rules => ({ rules: robotsParser(url, text), length: text.length });
  try {
    const { status, body } = await outbound.call({
      ...{ url, timeoutMs, maxBytes, take: 'beginning', maxRedirects: 5 },
      headers: { 'user-agent': userAgent },
    });
    if (status >= 400 && status < 500 && status !== 429) return rulesIn('');
    if (status < 200 || status >= 300) return unread(`the server answered ${String(status)}.`);
    return rulesIn(body.toString('utf8'));
  } catch (error) {
    if (!(error instanceof OutboundError)) return unread('it did not answer.');
    return unread(error.message, error.fault === 'UNREACHABLE' || error.fault === 'TIMEOUT');
  }
}
