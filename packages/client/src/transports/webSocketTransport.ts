import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { ApolloLink } from '@apollo/client/link';
import { print, type GraphQLFormattedError } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { Observable } from 'rxjs';
import { ConnectionLost } from '../connectionLost.ts';
import type { Transport, WatchedTransportOptions } from './transport.ts';

/** As for every transport, and what makes sockets. */
export interface WebSocketTransportOptions extends WatchedTransportOptions {
  /** Needed where there is no global WebSocket (Node before 22). */
  readonly webSocketImpl?: unknown;
}

/** Between two pings, in milliseconds. */
const pingMs = 10_000;

/** Subscriptions over graphql-ws: one socket for all. A socket that does not open or falls silent is given up. */
export function createWebSocketTransport(options: WebSocketTransportOptions): Transport {
  const { url, headers, patienceMs, onOpen, webSocketImpl } = options;
  let authorization: string | undefined;
  let client: Client | null = null;
  const watch = createWatch(patienceMs, () => client?.terminate());
  const connected = (client = createClient({
    url: url.replace(/^http/, 'ws'),
    connectionParams: async () => {
      const params = await headers();
      authorization = params['authorization'];
      return { ...params };
    },
    // Whoever subscribes tries again, with the cursor: the socket's own retries would start from the first one.
    retryAttempts: 0,
    keepAlive: pingMs,
    on: {
      connecting: watch.start,
      connected: () => {
        watch.stop();
        onOpen?.();
      },
      ping: (received) => {
        if (!received) watch.start();
      },
      pong: (received) => {
        if (received) watch.stop();
      },
      closed: watch.stop,
    },
    ...(webSocketImpl !== undefined && { webSocketImpl }),
  }));
  const link = new ApolloLink(
    ({ query, variables, operationName }) =>
      new Observable((observer) =>
        connected.subscribe(
          { query: print(query), variables, ...(operationName !== undefined && { operationName }) },
          {
            next: (result) => {
              observer.next(result as ApolloLink.Result);
            },
            error: (error) => {
              observer.error(toError(error, authorization));
            },
            complete: () => {
              observer.complete();
            },
          },
        ),
      ),
  );
  return {
    link,
    close: async () => {
      await connected.dispose();
    },
  };
}

function createWatch(patienceMs: number, giveUp: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    clearTimeout(timer);
  };
  return {
    start: (): void => {
      stop();
      timer = setTimeout(giveUp, patienceMs);
    },
    stop,
  };
}

function toError(error: unknown, authorization: string | undefined): Error {
  if (Array.isArray(error)) return new CombinedGraphQLErrors({ errors: error as GraphQLFormattedError[] });
  const isClose = typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number';
  const closeCode = isClose ? Number(error.code) : undefined;
  const reason = isClose && 'reason' in error ? ` ${String(error.reason)}` : '';
  const said = closeCode === undefined ? messageOf(error) : `with ${String(closeCode)}${reason}`;
  return new ConnectionLost(`The socket closed ${said}`.trimEnd(), { closeCode, authorization, cause: error });
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? `(${String(error.message)})` : '';
}
