import { randomUUID } from 'node:crypto';
import { PrismError, rateLimited } from '@prism/errors/errors';
import type { Logger } from '@prism/telemetry/logger';
import { inSpan, traceFrom } from '@prism/telemetry/tracing';
import {
  getOperationAST,
  OperationTypeNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
} from 'graphql';
import { makeServer, type Context, type Server, type SubscribePayload } from 'graphql-ws';
import { prismGraphQLError } from '../errors/toClientError.ts';
import type { OperationRequest } from '../execution/engine.ts';
import type { RequestContext } from '../execution/requestContext.ts';
import type { Generation } from '../generations/openGeneration.ts';
import { formatError, formatResult } from './liveEvent.ts';
import { streamToSocket } from './socketStream.ts';
import { StreamRefused } from './streamErrors.ts';
import { joinPlan } from './subscribe.ts';
import type { SocketState } from './socketState.ts';

export type SocketContext = Context<Record<string, unknown>, SocketState>;

export interface SocketProtocolOptions {
  /** What an operation belongs to that begins now: asked once for each. */
  readonly currentGeneration: () => Generation;
  /** Whether the client may connect; closes the socket with its own code if not. */
  readonly connect: (context: SocketContext) => Promise<boolean>;
  /** How much may wait for a client to read it, in bytes. */
  readonly bufferBytes: number;
  /** Subscriptions of one socket. */
  readonly subscriptions: number;
  /** Queries and mutations of one socket that may run at once. */
  readonly operations: number;
  readonly log: Logger;
}

/** What an operation needs from its arrival until it runs. */
interface Arrived {
  readonly id: string;
  readonly context: RequestContext;
  readonly generation: Generation;
  readonly state: SocketState;
}

/** graphql-transport-ws: the library keeps the protocol, this says what operations do. */
export function createSocketProtocol(options: SocketProtocolOptions): Server<SocketState> {
  const { connect, log } = options;
  return makeServer<Record<string, unknown>, SocketState>({
    onConnect: connect,
    onSubscribe: (context, id, payload) => readOperation(context, { id, payload }, options),
    execute: (args) =>
      inSpan('gateway', { parent: traceFrom({}) }, () => arrivedOf(args).generation.engine.execute(requestOf(args))),
    subscribe: (args) => openStream(args, options),
    onError: (_context, _id, _payload, errors) => errors.flatMap((error) => toClientErrors(error, log)),
    onNext: (_context, _id, _payload, _args, result) => formatResult(result as ExecutionResult),
  });
}

function readOperation(
  { extra, subscriptions }: SocketContext,
  { id, payload }: { readonly id: string; readonly payload: SubscribePayload },
  options: SocketProtocolOptions,
): ExecutionArgs | readonly GraphQLError[] {
  // This one is among them.
  const open = Object.values(subscriptions);
  const running = open.filter((stream) => stream === null).length - 1;
  if (running >= options.operations) return [prismGraphQLError(rateLimited(1))];
  const generation = options.currentGeneration();
  const document = generation.readDocument(payload.query);
  if ('errors' in document) return document.errors;
  const isStream =
    getOperationAST(document.document, payload.operationName)?.operation === OperationTypeNode.SUBSCRIPTION;
  if (isStream && open.length - 1 >= options.subscriptions) return [prismGraphQLError(tooManySubscriptions)];
  const context = { ...extra.context, requestId: randomUUID() } as RequestContext;
  return {
    schema: generation.supergraph.schema,
    document: document.document,
    operationName: payload.operationName,
    variableValues: payload.variables,
    contextValue: { id, context, generation, state: extra },
  };
}

const tooManySubscriptions = new PrismError(
  'RATE_LIMITED',
  'Too many subscriptions on one connection: complete some, or merge them into one document.',
  { retryAfter: 1 },
);

const arrivedOf = ({ contextValue }: ExecutionArgs): Arrived => contextValue as Arrived;

function requestOf(args: ExecutionArgs): OperationRequest {
  const { document, operationName, variableValues } = args;
  const { context } = arrivedOf(args);
  return { document, operationName: operationName ?? undefined, variables: variableValues ?? {}, context };
}

function openStream(args: ExecutionArgs, { bufferBytes }: SocketProtocolOptions): AsyncGenerator<ExecutionResult> {
  const { id, generation, state } = arrivedOf(args);
  const admitted = generation.engine.admit(requestOf(args));
  if ('errors' in admitted) return refuse(admitted.errors);
  return streamToSocket({
    socket: state.socket,
    id,
    bufferBytes,
    join: (subscriber) => joinPlan(generation.subscribing, admitted.execution, subscriber),
  });
}

// Thrown at the first pull, it reaches the client as the `error` message of the protocol, which ends the subscription.
// eslint-disable-next-line require-yield
async function* refuse(errors: readonly GraphQLError[]): AsyncGenerator<ExecutionResult> {
  await Promise.resolve();
  throw new StreamRefused(errors);
}

function toClientErrors(error: GraphQLError, log: Logger): GraphQLFormattedError[] {
  if (error.originalError instanceof StreamRefused) return error.originalError.errors.map(formatError);
  if (error.originalError && !(error.originalError instanceof PrismError) && error.extensions['code'] === undefined) {
    const requestId = randomUUID();
    log.error({ requestId, err: error.originalError }, 'A stream failed');
    return [{ message: 'Something went wrong', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } }];
  }
  return [formatError(error)];
}
