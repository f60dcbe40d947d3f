import type { Server as HttpServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { PrismError } from '@prism/errors/errors';
import type { Logger } from '@prism/telemetry/logger';
import { inSpan, traceFrom } from '@prism/telemetry/tracing';
import type {
  ExecutionArgs,
  ExecutionResult,
  FormattedExecutionResult,
  GraphQLError,
  GraphQLFormattedError,
} from 'graphql';
import { makeServer, handleProtocols, type Context, type SubscribePayload } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Sessions } from '../auth/sessions.ts';
import type { OperationRequest } from '../execution/engine.ts';
import type { RequestContext } from '../execution/requestContext.ts';
import type { Generation } from '../generations/openGeneration.ts';
import type { CreateContext } from '../http/contextFactory.ts';
import { visibleExtensions } from '../errors/toClientError.ts';
import { openSockets } from '../http/metrics.ts';
import { isSameHost, type IsAllowedOrigin } from '../http/origins.ts';
import { requestIdOf } from '../http/requestIds.ts';
import { closeCodes, forbiddenCode } from './closeCodes.ts';
import { keepAlive } from './keepAlive.ts';
import { refuseUpgrade } from './refuseUpgrade.ts';
import { StreamRefused } from './streamErrors.ts';
import { closeAtExpiry, watchSession, type SocketState } from './watchSession.ts';
import { subscribeToPlan } from './subscribe.ts';

export interface SocketServerOptions {
  /** What an operation belongs to that begins now: asked once for each. */
  readonly currentGeneration: () => Generation;
  readonly createContext: CreateContext;
  readonly isAllowedOrigin: IsAllowedOrigin;
  /** Absent in standalone mode, where anybody may connect. */
  readonly sessions: Sessions | null;
  readonly log: Logger;
  readonly maxPayload: number;
}

type SocketContext = Context<Record<string, unknown>, SocketState>;

export interface SocketServer {
  /** Tells every client to connect elsewhere and waits until they have gone, a second at most. */
  close(): Promise<void>;
}

/** Serves graphql-transport-ws at `/graphql` of an HTTP server. */
export function attachSocketServer(http: HttpServer, options: SocketServerOptions): SocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: options.maxPayload, handleProtocols });
  const server = makeServer<Record<string, unknown>, SocketState>({
    onConnect: (context) => connect(context, options),
    onSubscribe: (context, _id, payload) => readOperation(context, payload, options),
    execute: (args) => inSpan('gateway', { parent: traceFrom({}) }, () => generationOf(args).engine.execute(requestOf(args))),
    subscribe: openStream,
    onError: (_context, _id, _payload, errors) => errors.flatMap((error) => toClientErrors(error, options.log)),
    onNext: (_context, _id, _payload, _args, { data, errors, extensions }): FormattedExecutionResult => ({
      ...(errors ? { errors: errors.flatMap((error) => toClientErrors(error, options.log)) } : {}),
      ...(data === undefined ? {} : { data }),
      ...(extensions ? { extensions } : {}),
    }),
  });
  http.on('upgrade', (request, socket, head) => {
    // The path as it was sent: there are addresses that `URL` throws at, and nobody here would catch it.
    if (request.url?.split('?', 1)[0] !== '/graphql') {
      refuseUpgrade(socket, '404 Not Found');
      return;
    }
    if (!mayConnect(request.headers, options.isAllowedOrigin)) {
      refuseUpgrade(socket, '403 Forbidden');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      open(webSocket, request);
    });
  });

  const open = (socket: WebSocket, request: IncomingMessage): void => {
    openSockets.inc();
    const extra: SocketState = { socket, request };
    const closed = server.opened(
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
              options.log.error({ err: error }, 'A socket failed');
              socket.close(4500, 'Internal server error');
            });
          });
        },
      },
      extra,
    );
    const stopPings = keepAlive(socket);
    const stopWatching = watchSession(extra, options.sessions);
    socket.on('error', () => {
      socket.terminate();
    });
    socket.once('close', (code, reason) => {
      openSockets.dec();
      stopPings();
      stopWatching();
      void closed(code, String(reason));
    });
  };

  return {
    async close() {
      for (const socket of sockets.clients) socket.close(...closeCodes.goingAway);
      const gone = Promise.all(
        [...sockets.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve))),
      );
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

/**
 * No page can ride on somebody's session here: it is in no cookie, connection_init must bring the token. The check is for
 * what needs none, a standalone gateway on a developer's machine above all: browsers keep HTTP answers from foreign pages by
 * themselves, but not sockets. Programs send no origin.
 */
function mayConnect({ origin, host }: IncomingHttpHeaders, isAllowedOrigin: IsAllowedOrigin): boolean {
  return origin === undefined || isSameHost(origin, host) || isAllowedOrigin(origin);
}

async function connect(
  { extra, connectionParams = {} }: SocketContext,
  options: SocketServerOptions,
): Promise<boolean> {
  const { socket, request } = extra;
  try {
    const headers = headersOf(connectionParams, request.headers);
    const context = await options.createContext(headers, requestIdOf(request.headers['x-request-id']));
    if (options.sessions && !context.session) {
      socket.close(forbiddenCode, 'Forbidden: send authorization in the payload of connection_init');
      return false;
    }
    extra.headers = headers;
    extra.context = context;
    closeAtExpiry(socket, context.expiresAt);
    return true;
  } catch (error) {
    if (!(error instanceof PrismError)) options.log.error({ err: error }, 'A socket could not be opened');
    const isRefusal = error instanceof PrismError && error.code !== 'UPSTREAM_UNAVAILABLE';
    if (isRefusal) socket.close(forbiddenCode, `Forbidden: ${error.message}`.slice(0, 120));
    else socket.close(...closeCodes.unavailable);
    return false;
  }
}

// The payload carries the names of the HTTP headers; clients write them in any case.
function headersOf(params: Record<string, unknown>, upgrade: IncomingHttpHeaders): IncomingHttpHeaders {
  const given = Object.entries(params).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { ...upgrade, ...Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), value])) };
}

function readOperation(
  { extra }: SocketContext,
  payload: SubscribePayload,
  options: SocketServerOptions,
): ExecutionArgs | readonly GraphQLError[] {
  const generation = options.currentGeneration();
  const document = generation.readDocument(payload.query);
  if ('errors' in document) return document.errors;
  return {
    schema: generation.supergraph.schema,
    document: document.document,
    operationName: payload.operationName,
    variableValues: payload.variables,
    contextValue: { context: { ...extra.context, requestId: randomUUID() }, socket: extra.socket, generation },
  };
}

function requestOf({ document, operationName, variableValues, contextValue }: ExecutionArgs): OperationRequest {
  const { context } = contextValue as { context: RequestContext };
  return { document, operationName: operationName ?? undefined, variables: variableValues ?? {}, context };
}

function generationOf({ contextValue }: ExecutionArgs): Generation {
  return (contextValue as { generation: Generation }).generation;
}

function openStream(args: ExecutionArgs): AsyncGenerator<ExecutionResult> | ExecutionResult {
  const { engine, subscribing } = generationOf(args);
  const { socket } = args.contextValue as { socket: WebSocket };
  const admitted = engine.admit(requestOf(args));
  if ('errors' in admitted) return refuse(admitted.errors);
  return subscribeToPlan(subscribing, admitted.execution, {
    onOverflow: () => {
      socket.close(...closeCodes.overflow);
    },
    onLost: () => {
      socket.close(...closeCodes.lost);
    },
    onReload: () => {
      socket.close(...closeCodes.reloaded);
    },
  });
}

// Thrown at the first pull, it reaches the client as the `error` message of the protocol, which ends the subscription.
// eslint-disable-next-line require-yield
async function* refuse(errors: readonly GraphQLError[]): AsyncGenerator<ExecutionResult> {
  await Promise.resolve();
  throw new StreamRefused(errors);
}

function toClientErrors(error: GraphQLError, log: Logger): GraphQLFormattedError[] {
  if (error.originalError instanceof StreamRefused) return error.originalError.errors.map(format);
  if (error.originalError && !(error.originalError instanceof PrismError) && error.extensions['code'] === undefined) {
    const requestId = randomUUID();
    log.error({ requestId, err: error.originalError }, 'A stream failed');
    return [{ message: 'Something went wrong', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } }];
  }
  return [format(error)];
}

function format(error: GraphQLError): GraphQLFormattedError {
  const { extensions, ...rest } = error.toJSON();
  return { ...rest, extensions: visibleExtensions(extensions ?? {}) };
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
