import { upstreamUnavailable } from '@prism/errors/errors';
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { Pool, type Dispatcher } from 'undici';

/** Limits of the calls to subgraphs, in milliseconds. */
export interface TransportLimits {
  readonly connectTimeout: number;
  readonly headersTimeout: number;
  readonly bodyTimeout: number;
  readonly connections: number;
}

/** One POST of JSON. */
export interface SubgraphCall {
  readonly url: URL;
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** A request whose body goes on as it comes. */
export interface ForwardedCall {
  readonly url: URL;
  readonly method: 'POST' | 'HEAD' | 'PATCH' | 'DELETE';
  readonly headers: Record<string, string>;
  readonly body: Readable | null;
  /** Its reason is what the call fails with. */
  readonly signal: AbortSignal;
}

export interface SubgraphTransport {
  /** The body of the answer, whatever its status. Throws UPSTREAM_UNAVAILABLE when there is none in time. */
  send(call: SubgraphCall): Promise<{ readonly status: number; readonly text: string }>;
  /** Like `send`, but the body is read as it comes and may take for ever. */
  stream(call: SubgraphCall, signal: AbortSignal): Promise<Dispatcher.ResponseData>;
  /** A GET, or HEAD, whose answer, of any status, is read as it comes, no faster. Throws UPSTREAM_UNAVAILABLE when none begins in time. */
  get(url: URL, headers: Record<string, string>, method: 'GET' | 'HEAD'): Promise<Dispatcher.ResponseData>;
  /**
   * Any status is an answer. No limit of time but the signal's: a body may come slowly. Throws what the body or the signal failed
   * with, else UPSTREAM_UNAVAILABLE.
   */
  forward(
    call: ForwardedCall,
  ): Promise<{ readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string }>;
  close(): Promise<void>;
}

/** Keep-alive connections to every origin that is called, made at the first call and kept until `close`. */
export function createSubgraphTransport(limits: TransportLimits): SubgraphTransport {
  const pools = new Map<string, Pool>();

  const poolOf = (origin: string): Pool => {
    let pool = pools.get(origin);
    if (!pool) {
      pool = new Pool(origin, {
        connections: limits.connections,
        connect: { timeout: limits.connectTimeout },
        headersTimeout: limits.headersTimeout,
        bodyTimeout: limits.bodyTimeout,
        keepAliveTimeout: 30_000,
      });
      pools.set(origin, pool);
    }
    return pool;
  };

  return {
    async send({ url, body, headers }) {
      try {
        const answer = await poolOf(url.origin).request({
          method: 'POST',
          path: url.pathname + url.search,
          headers,
          body,
        });
        return { status: answer.statusCode, text: await answer.body.text() };
      } catch (cause) {
        throw upstreamUnavailable('A part of the graph did not answer. Try again.', { cause });
      }
    },
    async stream({ url, body, headers }, signal) {
      const request = {
        method: 'POST' as const,
        path: url.pathname + url.search,
        headers,
        body,
        bodyTimeout: 0,
        signal,
      };
      return poolOf(url.origin).request(request);
    },
    async get(url, headers, method) {
      try {
        return await poolOf(url.origin).request({ method, path: url.pathname + url.search, headers });
      } catch (cause) {
        throw upstreamUnavailable('A part of the graph did not answer. Try again.', { cause });
      }
    },
    async forward({ url, ...request }) {
      try {
        const path = url.pathname + url.search;
        const answer = await poolOf(url.origin).request({ ...request, path, headersTimeout: 0, bodyTimeout: 0 });
        return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
      } catch (cause) {
        const reason: unknown = request.body?.errored ?? (request.signal.aborted ? request.signal.reason : null);
        if (reason instanceof Error && 'statusCode' in reason) throw reason;
        throw upstreamUnavailable('A part of the graph did not answer. Try again.', { cause });
      }
    },
    async close() {
      const closing = Promise.all([...pools.values()].map((pool) => pool.close()));
      const deadline = new Promise((resolve) => setTimeout(resolve, 2000).unref());
      await Promise.race([closing, deadline]);
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}
