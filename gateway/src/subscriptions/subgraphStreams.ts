import type { LoadedSupergraph } from '../execution/supergraph.ts';
import type { SubgraphTransport } from '../execution/subgraphTransport.ts';
import { createEventStreams } from './eventStreams.ts';
import { NoWebSocket } from './streamErrors.ts';
import {
  createWebSocketStreams,
  type OpenStream,
  type WebSocketStreams,
  type WebSocketStreamsOptions,
} from './webSocketStreams.ts';

export interface SubgraphStreams {
  /** The streams of one subgraph, by name. Throws when there is no such subgraph. */
  of(subgraph: string): OpenStream;
  close(): void;
}

/** Streams from every subgraph: over graphql-ws, and as server-sent events from those that do not speak it. */
export function createSubgraphStreams(
  { subgraphs }: LoadedSupergraph,
  transport: SubgraphTransport,
  { connectTimeout, shared }: Pick<WebSocketStreamsOptions, 'connectTimeout' | 'shared'>,
): SubgraphStreams {
  const byName = new Map<string, OpenStream>();
  const sockets: WebSocketStreams[] = [];
  for (const { name, url } of subgraphs) {
    const streams = createWebSocketStreams({ url, connectTimeout, shared });
    sockets.push(streams);
    byName.set(name, withFallback(streams.open, createEventStreams(url, transport)));
  }
  return {
    of(name) {
      const open = byName.get(name);
      if (!open) throw new Error(`There is no subgraph ${name}.`);
      return open;
    },
    close() {
      for (const streams of sockets) streams.close();
    },
  };
}

function withFallback(first: OpenStream, second: OpenStream): OpenStream {
  let fallen = false;
  return (request, context, sink) => {
    if (fallen) return second(request, context, sink);
    let closed = false;
    let close: () => void = () => undefined;
    const closeFirst = first(request, context, {
      ...sink,
      fail(error) {
        if (!(error instanceof NoWebSocket)) {
          sink.fail(error);
          return;
        }
        fallen = true;
        if (!closed) close = second(request, context, sink);
      },
    });
    close = closeFirst;
    return () => {
      closed = true;
      close();
    };
  };
}
