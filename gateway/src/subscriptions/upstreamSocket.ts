import { upstreamUnavailable } from '@prism/errors/errors';
import type { GraphQLFormattedError } from 'graphql';
import { WebSocket } from 'ws';
import type { SubgraphAnswer } from '../execution/dedupeRepresentations.ts';
import type { SubgraphRequest } from '../execution/askSubgraph.ts';
import type { EventSink } from './eventSink.ts';
import { keepAlive } from './keepAlive.ts';
import { NoWebSocket, StreamLost, StreamRefused, toSubgraphError } from './streamErrors.ts';

type Headers = Readonly<Record<string, string>>;

/** One graphql-transport-ws connection to a subgraph, which any number of streams share. */
export interface UpstreamSocket {
  /** Opens a stream; `extensions` go along with it. Returns what ends it. */
  open(
    request: SubgraphRequest,
    extensions: () => Promise<Headers | undefined>,
    sink: EventSink<SubgraphAnswer>,
  ): () => void;
  /** How many streams are open. */
  readonly size: number;
  close(): void;
}

export interface UpstreamSocketOptions {
  readonly url: string;
  /** Until the subgraph has accepted the connection, in milliseconds. */
  readonly connectTimeout: number;
  /** The payload of `connection_init`. */
  readonly init: () => Promise<Headers>;
  /** No stream can be opened on it any more. */
  readonly onGone: () => void;
}

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

const notAcceptable = 4406;

/**
 * Connects at once. Streams fail with `NoWebSocket` when the subgraph does not speak the protocol, with UPSTREAM_UNAVAILABLE
 * when it cannot be reached, with `StreamLost` when the connection breaks later on. Never connects again: what a stream
 * missed meanwhile only its subscriber knows. Closes with its last stream.
 */
export function connectUpstream({ url, connectTimeout, init, onGone }: UpstreamSocketOptions): UpstreamSocket {
  const socket = new WebSocket(url, 'graphql-transport-ws', {
    handshakeTimeout: connectTimeout,
    perMessageDeflate: false,
  });
  const sinks = new Map<string, EventSink<SubgraphAnswer>>();
  let waiting: (() => void)[] | null = [];
  let lastId = 0;
  let gone = false;
  let lastError = '';
  let stopPings: () => void = () => undefined;

  const send = (message: object): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };
  const leave = (): void => {
    if (gone) return;
    gone = true;
    onGone();
  };
  const failAll = (error: Error): void => {
    leave();
    const failed = [...sinks.values()];
    sinks.clear();
    for (const sink of failed) sink.fail(error);
  };
  const forget = (id: string): boolean => {
    const known = sinks.delete(id);
    if (known && sinks.size === 0) {
      leave();
      socket.close(1000);
    }
    return known;
  };

  const ackTimer = setTimeout(() => {
    lastError = 'It did not accept the connection in time.';
    socket.terminate();
  }, connectTimeout * 2);
  const accept = (): void => {
    clearTimeout(ackTimer);
    stopPings = keepAlive(socket);
    const begin = waiting ?? [];
    waiting = null;
    for (const start of begin) start();
  };
  const take = ({ type, id = '', payload }: Message): void => {
    const sink = sinks.get(id);
    const refusal = refusalIn(type, payload);
    if (refusal) {
      if (forget(id)) sink?.fail(new StreamRefused(refusal.map(toSubgraphError)));
    } else if (type === 'next') sink?.push(payload as SubgraphAnswer);
    else if (type === 'connection_ack') accept();
    else if (type === 'ping') send({ type: 'pong' });
    else if (type === 'complete' && forget(id)) sink?.end();
  };

  socket.on('open', () => {
    init().then(
      (payload) => {
        send({ type: 'connection_init', payload });
      },
      () => {
        socket.terminate();
      },
    );
  });
  socket.on('message', (data: Buffer) => {
    const message = parse(data);
    if (message) take(message);
    else socket.close(4004, 'Bad response');
  });
  socket.on('error', (error) => {
    lastError = error.message;
  });
  socket.on('close', (code) => {
    clearTimeout(ackTimer);
    stopPings();
    if (waiting === null) failAll(new StreamLost('The subgraph closed the connection.'));
    else failAll(toConnectError(code, lastError));
  });

  return {
    open({ query, variables, operationName }, extensions, sink) {
      lastId += 1;
      const id = String(lastId);
      sinks.set(id, sink);
      const start = (): void => {
        extensions().then(
          (given) => {
            if (sinks.has(id))
              send({ id, type: 'subscribe', payload: { query, variables, operationName, extensions: given } });
          },
          (error: unknown) => {
            if (forget(id)) sink.fail(error);
          },
        );
      };
      if (waiting) waiting.push(start);
      else start();
      return () => {
        if (!sinks.has(id)) return;
        send({ id, type: 'complete' });
        forget(id);
      };
    },
    get size() {
      return sinks.size;
    },
    close() {
      sinks.clear();
      leave();
      socket.close(1000);
    },
  };
}

/**
 * Why a stream did not begin. The protocol has `error` for that; servers also send a result of errors without data, which is
 * what `subscribe` of graphql-js gives them, and no event.
 */
function refusalIn(type: string, payload: unknown): readonly GraphQLFormattedError[] | undefined {
  if (type === 'error') return payload as readonly GraphQLFormattedError[];
  if (type !== 'next') return undefined;
  const { data, errors } = payload as { data?: unknown; errors?: readonly GraphQLFormattedError[] };
  return data === undefined ? errors : undefined;
}

function parse(data: Buffer): Message | null {
  try {
    const message: unknown = JSON.parse(data.toString());
    return message !== null && typeof message === 'object' && 'type' in message ? (message as Message) : null;
  } catch {
    return null;
  }
}

function toConnectError(code: number, lastError: string): Error {
  // The words of `ws` for an HTTP answer and for a server that chose no or another protocol.
  const speaksHttpOnly = /unexpected server response|subprotocol/i.test(lastError);
  if (code === notAcceptable || speaksHttpOnly) return new NoWebSocket(lastError);
  return upstreamUnavailable('A part of the graph did not answer. Try again.', {
    cause: new Error(lastError || `closed with ${String(code)}`),
  });
}
