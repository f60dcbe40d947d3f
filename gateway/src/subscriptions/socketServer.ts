import type { IncomingHttpHeaders, IncomingMessage, Server as HttpServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { GatheringSocket } from '@prism/net/gatheringSocket';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { openSockets } from '../http/metrics.ts';
import { isSameHost, type IsAllowedOrigin } from '../http/origins.ts';
import { closeCodes } from './closeCodes.ts';
import { closeSocket } from './closeSocket.ts';
import { connectSocket, type ConnectSocketOptions } from './connectSocket.ts';
import { keepAlive } from './keepAlive.ts';
import { refuseUpgrade } from './refuseUpgrade.ts';
import { createSocketProtocol, type SocketProtocolOptions } from './socketProtocol.ts';
import type { SocketState } from './socketState.ts';

export interface SocketServerOptions extends Omit<SocketProtocolOptions, 'connect'>, ConnectSocketOptions {
  readonly isAllowedOrigin: IsAllowedOrigin;
  /** The longest message of a client, in bytes. */
  readonly maxPayload: number;
  /** Over how long clients are told to connect elsewhere once the server closes, in milliseconds. */
  readonly drainSpread: number;
}

export interface SocketServer {
  /**
   * Takes no new client, and tells those that are here to connect elsewhere: each at a random moment of the drain's spread, so
   * that they do not arrive there all at once. Resolves when they have gone, a second after that at most.
   */
  close(): Promise<void>;
}

/** Serves graphql-transport-ws at `/graphql` of an HTTP server. */
export function attachSocketServer(http: HttpServer, options: SocketServerOptions): SocketServer {
  const { log, isAllowedOrigin, maxPayload, drainSpread } = options;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload,
    handleProtocols,
    perMessageDeflate: false,
    WebSocket: GatheringSocket,
  });
  const protocol = createSocketProtocol({
    ...options,
    connect: ({ extra, connectionParams = {} }) => connectSocket(extra, connectionParams, options),
  });
  let closing = false;

  const open = (socket: WebSocket, { headers }: IncomingMessage): void => {
    openSockets.inc();
    const state: SocketState = { socket, upgrade: headers, context: null };
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) => send(socket, data),
        close: (code, reason) => {
          socket.close(code, reason);
        },
        onMessage: (handle) => {
          socket.on('message', (data: Buffer) => {
            // Only a bug rejects here: faults of operations are answered as GraphQL errors.
            handle(data.toString()).catch((error: unknown) => {
              log.error({ err: error }, 'A socket failed');
              socket.close(4500, 'Internal server error');
            });
          });
        },
      },
      state,
    );
    const stopPings = keepAlive(socket);
    socket.on('error', () => {
      socket.terminate();
    });
    socket.once('close', (code, reason) => {
      openSockets.dec();
      stopPings();
      void closed(code, String(reason));
    });
  };

  http.on('upgrade', (request, socket, head) => {
    // The path as it was sent: there are addresses that `URL` throws at, and nobody here would catch it.
    if (request.url?.split('?', 1)[0] !== '/graphql') refuseUpgrade(socket, '404 Not Found');
    else if (!mayConnect(request.headers, isAllowedOrigin)) refuseUpgrade(socket, '403 Forbidden');
    else if (closing) refuseUpgrade(socket, '503 Service Unavailable');
    else
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.gather(request.socket);
        open(webSocket, request);
      });
  });

  return {
    async close() {
      closing = true;
      await Promise.all([...sockets.clients].map((socket) => drain(socket, drainSpread)));
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

/** Resolves when the client has gone, a second after it was told to at most. */
async function drain(socket: WebSocket, spread: number): Promise<void> {
  const gone = new Promise<void>((resolve) => {
    socket.once('close', () => {
      resolve();
    });
  });
  if (spread > 0) await Promise.race([gone, sleep(Math.random() * spread)]);
  closeSocket(socket, closeCodes.goingAway);
  await Promise.race([gone, sleep(1000, undefined, { ref: false })]);
}

/**
 * No page can ride on somebody's session here: it is in no cookie, connection_init must bring the token. The check is for
 * what needs none, a standalone gateway on a developer's machine above all: browsers keep HTTP answers from foreign pages by
 * themselves, but not sockets. Programs send no origin.
 */
function mayConnect({ origin, host }: IncomingHttpHeaders, isAllowedOrigin: IsAllowedOrigin): boolean {
  return origin === undefined || isSameHost(origin, host) || isAllowedOrigin(origin);
}

function send(socket: WebSocket, data: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.readyState !== socket.OPEN) resolve();
    else
      socket.send(data, (error) => {
        if (error) reject(error);
        else resolve();
      });
  });
}
