import type { GraphQLFormattedError } from 'graphql';
import type { SubgraphAnswer } from '../execution/dedupeRepresentations.ts';
import type { SubgraphRequest } from '../execution/askSubgraph.ts';
import type { EventSink } from './eventSink.ts';
import { openProtocolSocket, type Message, type ProtocolSocketOptions } from './protocolSocket.ts';
import { StreamRefused, toSubgraphError } from './streamErrors.ts';

/** What goes along with an operation, made when it is sent. */
type GetHeaders = () => Promise<Readonly<Record<string, string>> | undefined>;

/** One graphql-transport-ws connection to a subgraph, which any number of streams share. */
export interface UpstreamSocket {
  /** Opens a stream; `extensions` go along with it. Returns what ends it. */
  open(request: SubgraphRequest, extensions: GetHeaders, sink: EventSink<SubgraphAnswer>): () => void;
  /** How many streams are open. */
  readonly size: number;
  close(): void;
}

export interface UpstreamSocketOptions extends ProtocolSocketOptions {
  /** No stream can be opened on it any more. */
  readonly onGone: () => void;
}

/**
 * Connects at once. Streams fail with `NoWebSocket` when the subgraph does not speak the protocol, with UPSTREAM_UNAVAILABLE
 * when it cannot be reached, with `StreamLost` when the connection breaks later on. Never connects again: what a stream
 * missed meanwhile only its subscriber knows. Closes with its last stream.
 */
export function connectUpstream(options: UpstreamSocketOptions): UpstreamSocket {
  const sinks = new Map<string, EventSink<SubgraphAnswer>>();
  let waiting: (() => void)[] | null = [];
  let lastId = 0;
  let isGone = false;

  const leave = (): void => {
    if (isGone) return;
    isGone = true;
    options.onGone();
  };
  const forget = (id: string): boolean => {
    const known = sinks.delete(id);
    if (known && sinks.size === 0) {
      leave();
      socket.close();
    }
    return known;
  };
  const take = ({ type, id = '', payload }: Message): void => {
    const sink = sinks.get(id);
    const refusal = refusalIn(type, payload);
    if (refusal) {
      if (forget(id)) sink?.fail(new StreamRefused(refusal.map(toSubgraphError)));
    } else if (type === 'next') sink?.push(payload as SubgraphAnswer);
    else if (type === 'complete' && forget(id)) sink?.end();
  };
  const socket = openProtocolSocket(options, {
    onAccept: () => {
      const begin = waiting ?? [];
      waiting = null;
      for (const start of begin) start();
    },
    onMessage: take,
    onClose: (reason) => {
      leave();
      const failed = [...sinks.values()];
      sinks.clear();
      for (const sink of failed) sink.fail(reason);
    },
  });

  const subscribe = async (
    id: string,
    { query, variables, operationName }: SubgraphRequest,
    extensions: GetHeaders,
  ) => {
    try {
      const payload = { query, variables, operationName, extensions: await extensions() };
      if (sinks.has(id)) socket.send({ id, type: 'subscribe', payload });
    } catch (error) {
      const sink = sinks.get(id);
      if (forget(id)) sink?.fail(error);
    }
  };

  return {
    open(request, extensions, sink) {
      lastId += 1;
      const id = String(lastId);
      sinks.set(id, sink);
      const start = (): void => void subscribe(id, request, extensions);
      if (waiting) waiting.push(start);
      else start();
      return () => {
        if (!sinks.has(id)) return;
        socket.send({ id, type: 'complete' });
        forget(id);
      };
    },
    get size() {
      return sinks.size;
    },
    close() {
      sinks.clear();
      leave();
      socket.close();
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
