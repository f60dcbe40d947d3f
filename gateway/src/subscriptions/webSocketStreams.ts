import { operationTooComplex } from '@prism/errors/errors';
import type { SubgraphAnswer } from '../execution/dedupeRepresentations.ts';
import type { RequestContext } from '../execution/requestContext.ts';
import type { SubgraphRequest } from '../execution/askSubgraph.ts';
import type { EventSink } from './eventSink.ts';
import { connectUpstream, type UpstreamSocket } from './upstreamSocket.ts';

/** Opens a stream at a subgraph, feeds the sink, and returns what closes it. */
export type OpenStream = (
  request: SubgraphRequest,
  context: RequestContext,
  sink: EventSink<SubgraphAnswer>,
) => () => void;

export interface WebSocketStreams {
  readonly open: OpenStream;
  close(): void;
}

export interface WebSocketStreamsOptions {
  readonly url: string;
  readonly connectTimeout: number;
  /**
   * Connections that the streams of all callers share, each stream with its own internal token; for subgraphs that check it.
   * Null: a connection for each caller, who is named when it opens.
   */
  readonly shared: number | null;
}

/** While each connection has fewer streams than this no second one is made. */
const streamsBeforeNext = 32;

/** More would close the connection at the subgraph, and with it everybody's streams. */
const maxRequestBytes = 24 * 1024 * 1024;

/** Streams from one subgraph over graphql-transport-ws. A connection closes with the last stream on it. */
export function createWebSocketStreams({ url, connectTimeout, shared }: WebSocketStreamsOptions): WebSocketStreams {
  const sockets = new Map<string, Set<UpstreamSocket>>();

  const connect = (key: string, context: RequestContext): UpstreamSocket => {
    const pool = sockets.get(key) ?? new Set();
    sockets.set(key, pool);
    const socket = connectUpstream({
      url: url.replace(/^http/, 'ws'),
      connectTimeout,
      init: async () => {
        const headers = await context.upstreamHeaders();
        return shared === null ? headers : { ...headers, tokens: 'perOperation' };
      },
      onGone: () => {
        pool.delete(socket);
        if (pool.size === 0) sockets.delete(key);
      },
    });
    pool.add(socket);
    return socket;
  };

  const socketFor = (context: RequestContext): UpstreamSocket => {
    const key = shared === null ? context.identityKey : '';
    const pool = [...(sockets.get(key) ?? [])];
    const [first] = pool.sort((one, other) => one.size - other.size);
    if (!first) return connect(key, context);
    return pool.length < (shared ?? 1) && first.size >= streamsBeforeNext ? connect(key, context) : first;
  };

  return {
    open(request, context, sink) {
      if (request.query.length + JSON.stringify(request.variables).length > maxRequestBytes)
        throw operationTooComplex('The subscription is too long.');
      const extensions = () => (shared === null ? Promise.resolve(undefined) : context.upstreamHeaders());
      return socketFor(context).open(request, extensions, sink);
    },
    close() {
      for (const pool of sockets.values()) for (const socket of [...pool]) socket.close();
    },
  };
}
