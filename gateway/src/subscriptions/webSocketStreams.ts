import { upstreamUnavailable } from '@prism/errors/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket, type ClientOptions } from 'ws';
import type { SubgraphAnswer } from '../execution/dedupeRepresentations.ts';
import type { RequestContext } from '../execution/requestContext.ts';
import type { SubgraphRequest } from '../execution/askSubgraph.ts';
import type { EventSink } from './eventBuffer.ts';
import { NoWebSocket, StreamLost, StreamRefused } from './streamErrors.ts';

/** Opens a stream at a subgraph, feeds the sink, and returns what closes it. */
export type OpenStream = (
  request: SubgraphRequest,
  context: RequestContext,
  sink: EventSink<SubgraphAnswer>,
) => () => void;

export interface WebSocketStreams {
  readonly open: OpenStream;
  close(): Promise<void>;
}

interface SharedSocket {
  readonly client: Client;
  /** The streams that are open on it. */
  readonly sinks: Set<EventSink<SubgraphAnswer>>;
  connected: boolean;
  lastError: string;
}

const closeNotAcceptable = 4406;

/**
 * Streams from one subgraph over graphql-ws. All streams of a caller share one socket, which closes with the last of them.
 * Fails with `NoWebSocket` when the subgraph does not speak it, with `StreamLost` when the socket breaks later on.
 */
export function createWebSocketStreams(url: string, connectTimeout: number): WebSocketStreams {
  const address = url.replace(/^http/, 'ws');
  const sockets = new Map<string, SharedSocket>();

  const forget = (identityKey: string, shared: SharedSocket): void => {
    if (sockets.get(identityKey) === shared) sockets.delete(identityKey);
  };

  const connect = (context: RequestContext): SharedSocket => {
    const { identityKey } = context;
    const known = sockets.get(identityKey);
    if (known) return known;
    const shared: SharedSocket = {
      client: makeClient(address, connectTimeout, context),
      sinks: new Set(),
      connected: false,
      lastError: '',
    };
    const { client } = shared;
    client.on('connected', () => {
      shared.connected = true;
    });
    client.on('error', (error) => {
      shared.lastError = messageOf(error);
    });
    client.on('closed', () => {
      forget(identityKey, shared);
      if (!shared.connected) return;
      // graphql-ws takes a close without an error (1000) for a reason to subscribe anew by itself, from the old cursor.
      void client.dispose();
      for (const sink of shared.sinks) sink.fail(new StreamLost('The subgraph closed the socket.'));
    });
    sockets.set(identityKey, shared);
    return shared;
  };

  const open: OpenStream = ({ query, variables, operationName }, context, sink) => {
    const shared = connect(context);
    shared.sinks.add(sink);
    const leave = (): void => {
      shared.sinks.delete(sink);
      // A socket that closes because nobody is left on it must not be joined any more.
      if (shared.sinks.size === 0) forget(context.identityKey, shared);
    };
    const close = shared.client.subscribe(
      { query, variables, ...(operationName === undefined ? {} : { operationName }) },
      {
        next: (event) => {
          sink.push(event as SubgraphAnswer);
        },
        error: (error) => {
          leave();
          sink.fail(toStreamError(error, shared));
        },
        complete: () => {
          leave();
          sink.end();
        },
      },
    );
    return () => {
      leave();
      close();
    };
  };

  return {
    open,
    async close() {
      for (const { client } of sockets.values()) await client.dispose();
      sockets.clear();
    },
  };
}

function makeClient(url: string, connectTimeout: number, context: RequestContext): Client {
  return createClient({
    url,
    webSocketImpl: webSocketWith({ handshakeTimeout: connectTimeout }),
    connectionAckWaitTimeout: connectTimeout,
    retryAttempts: 0,
    // Notices within some 20 s that the other end is gone without having said so.
    keepAlive: 10_000,
    connectionParams: () => context.upstreamHeaders(),
  });
}

function webSocketWith(options: ClientOptions) {
  return class extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, options);
    }
  };
}

function toStreamError(error: unknown, { connected, lastError }: SharedSocket): Error {
  if (Array.isArray(error)) return new StreamRefused((error as GraphQLFormattedError[]).map(toSubgraphError));
  if (connected) return new StreamLost('The connection to the subgraph broke.');
  const code = error !== null && typeof error === 'object' && 'code' in error ? error.code : undefined;
  const speaksHttpOnly = /unexpected server response|subprotocol/i.test(lastError);
  if (code === closeNotAcceptable || speaksHttpOnly) return new NoWebSocket(lastError);
  return upstreamUnavailable('A part of the graph did not answer. Try again.', {
    cause: new Error(lastError || messageOf(error)),
  });
}

/** Marked as a subgraph's, the way that Apollo's executor marks them. */
export function toSubgraphError({ message, extensions }: GraphQLFormattedError): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions, serviceName: '' } });
}

function messageOf(error: unknown): string {
  if (error !== null && typeof error === 'object' && 'message' in error) return String(error.message);
  if (error !== null && typeof error === 'object' && 'code' in error) return `closed with ${String(error.code)}`;
  return String(error);
}
