import type { IncomingHttpHeaders } from 'node:http';
import { errors, request, type Dispatcher } from 'undici';

import { createGuardedAgent, type GuardedAgentOptions } from './guardedAgent.ts';
import { OutboundError } from './outboundError.ts';
import { parseOutboundUrl, type OutboundRules } from './outboundRules.ts';

/** A call to an address that a stranger named. */
export type OutboundRequest = {
  readonly url: string;
  readonly method?: 'GET' | 'HEAD' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** For everything: resolving, connecting, redirects and the whole answer, in milliseconds. */
  readonly timeoutMs: number;
  /** How much of the answer's body is taken. */
  readonly maxBytes: number;
  /**
   * `whole`: TOO_LARGE or TIMEOUT when the body does not end in bounds. `beginning`: what came of it within bounds, or within two
   * seconds; once the head has come the call succeeds, whatever the body does.
   */
  readonly take: 'whole' | 'beginning';
  /** How many redirects are followed, each checked like the first address. None unless told; never with POST. */
  readonly maxRedirects?: number;
};

/** What was answered. */
export type OutboundResponse = {
  /** Where the answer came from, after redirects. */
  readonly url: string;
  readonly status: number;
  /** Names in lower case; of a header that came several times, the first. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/** Calls to strangers. */
export type Outbound = {
  /** Any status is an answer. Throws OutboundError, and nothing else, when there is none. */
  call(outgoing: OutboundRequest): Promise<OutboundResponse>;
  /** Ends what is under way, and all connections. */
  close(): Promise<void>;
};

const beginningMs = 2_000;
const redirects = new Set([301, 302, 303, 307, 308]);

/** Opens the way out: every connection is checked against the rules where it is made. The caller closes it. */
export function createOutbound(rules: OutboundRules, options: GuardedAgentOptions = {}): Outbound {
  const agent = createGuardedAgent(rules, options);
  return {
    call: async (outgoing) => {
      const signal = AbortSignal.timeout(outgoing.timeoutMs);
      try {
        return await follow({ agent, rules, signal, left: outgoing.maxRedirects ?? 0 }, outgoing);
      } catch (error) {
        throw toOutboundError(error, signal);
      }
    },
    close: () => agent.destroy(),
  };
}

type Way = {
  readonly agent: Dispatcher;
  readonly rules: OutboundRules;
  readonly signal: AbortSignal;
  /** How many redirects may still be followed. */
  readonly left: number;
};

async function follow(way: Way, outgoing: OutboundRequest): Promise<OutboundResponse> {
  const url = parseOutboundUrl(way.rules, outgoing.url);
  const { method = 'GET', maxRedirects = 0 } = outgoing;
  const { statusCode, headers, body } = await request(url, {
    dispatcher: way.agent,
    method,
    headers: { 'accept-encoding': 'identity', ...outgoing.headers },
    body: outgoing.body ?? null,
    signal: way.signal,
  });
  const { location } = firstOfEach(headers);
  if (maxRedirects > 0 && method !== 'POST' && redirects.has(statusCode) && location !== undefined) {
    body.on('error', () => undefined).destroy();
    if (way.left === 0) throw new OutboundError('TOO_MANY_REDIRECTS', 'The address redirects too often.');
    return follow({ ...way, left: way.left - 1 }, redirected(outgoing, url, location));
  }
  return { url: url.href, status: statusCode, headers: firstOfEach(headers), body: await take(body, outgoing) };
}

/** What was meant for one origin is not told to another. */
function redirected({ headers, ...outgoing }: OutboundRequest, from: URL, location: string): OutboundRequest {
  if (!URL.canParse(location, from.href))
    throw new OutboundError('REFUSED', 'The address redirects to what is no URL.');
  const url = new URL(location, from);
  return url.origin === from.origin && headers
    ? { ...outgoing, headers, url: url.href }
    : { ...outgoing, url: url.href };
}

function firstOfEach(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Record<string, string>;
}

type Body = Dispatcher.ResponseData['body'];

async function take(body: Body, outgoing: OutboundRequest): Promise<Buffer> {
  return outgoing.take === 'whole' ? takeWhole(body, outgoing.maxBytes) : takeBeginning(body, outgoing.maxBytes);
}

async function takeWhole(body: Body, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new OutboundError('TOO_LARGE', `The answer is larger than ${String(maxBytes)} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function takeBeginning(body: Body, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const late = setTimeout(() => body.destroy(), beginningMs);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= maxBytes) break;
    }
  } catch {
    // The head has come: what the body does changes nothing about the answer.
  } finally {
    clearTimeout(late);
  }
  return Buffer.concat(chunks).subarray(0, maxBytes);
}

const timeouts = [errors.ConnectTimeoutError, errors.HeadersTimeoutError, errors.BodyTimeoutError];

function toOutboundError(error: unknown, signal: AbortSignal): OutboundError {
  if (error instanceof OutboundError) return error;
  if (signal.aborted || timeouts.some((type) => error instanceof type))
    return new OutboundError('TIMEOUT', 'There was no answer in time.', error);
  return new OutboundError('UNREACHABLE', `The connection failed${reasonOf(error)}.`, error);
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z_]+$/.test(code) ? ` (${code})` : '';
}
