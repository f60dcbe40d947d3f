import { rateLimited } from '@prism/errors/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Generation } from '../../generations/openGeneration.ts';
import type { CreateContext } from '../../http/contextFactory.ts';
import { closeCodes } from '../closeCodes.ts';
import { keepConnection, type KeepConnectionOptions, type StreamCaller } from '../keepConnection.ts';
import { framingOf } from './framings.ts';
import { readStreamRequest, type StreamRequest } from './readStreamRequest.ts';
import { openResponseStream, type ResponseStream } from './responseStream.ts';
import { sendEvents, sendResult } from './sendResults.ts';

export interface HttpStreamsOptions extends KeepConnectionOptions {
  readonly currentGeneration: () => Generation;
  readonly createContext: CreateContext;
  /** How much may wait for a client to read it, in bytes. */
  readonly bufferBytes: number;
  /** Over how long clients are told to connect elsewhere once the gateway closes, in milliseconds. */
  readonly drainSpread: number;
}

/**
 * Streams over HTTP answers: server-sent events (graphql-sse, distinct connections) and multipart (Apollo). Both have a server
 * side of our own. That of graphql-sse keeps any number of results for a client that does not read them, writes the JSON of
 * each anew for every client, and cannot end a stream with a reason; of multipart there is none.
 */
export interface HttpStreams {
  /** Answers with a stream when the request asks for one. False: it does not, and nothing was done. Throws PrismError. */
  serve(request: FastifyRequest, reply: FastifyReply): Promise<boolean>;
  /**
   * Tells the client of every subscription to connect elsewhere and resume, each at a random moment of the drain's spread.
   * Resolves when all are told.
   */
  close(): Promise<void>;
}

export function createHttpStreams(options: HttpStreamsOptions): HttpStreams {
  const { currentGeneration, createContext, bufferBytes, drainSpread } = options;
  const subscriptions = new Set<ResponseStream>();
  let isClosing = false;

  const start = (reply: FastifyReply, { kind }: StreamRequest): ResponseStream => {
    reply.hijack();
    return openResponseStream(reply.raw, { framing: framingOf(kind), headers: reply.getHeaders(), bufferBytes });
  };

  /** Counts the stream among the caller's connections, and keeps it only for as long as the session holds. */
  const openSubscription = (caller: StreamCaller, asked: StreamRequest, reply: FastifyReply) => {
    const leave = keepConnection(caller, options, (closing) => {
      stream.breakOff(closing);
    });
    if (!leave) throw rateLimited(tooManySeconds);
    const stream = start(reply, asked);
    subscriptions.add(stream);
    stream.onOver(() => {
      leave();
      subscriptions.delete(stream);
    });
    if (isClosing) stream.breakOff(closeCodes.goingAway);
    return stream;
  };

  const answer = async (asked: StreamRequest, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { read, generation, type, operationName, variables } = asked;
    const context = await createContext(request.headers, request.id);
    if ('errors' in read) {
      sendResult(start(reply, asked), read);
      return;
    }
    const operation = { document: read.document, operationName, variables, context };
    if (type !== OperationTypeNode.SUBSCRIPTION) {
      const stream = start(reply, asked);
      sendResult(stream, await generation.engine.execute(operation));
      return;
    }
    const admitted = generation.engine.admit(operation);
    if ('errors' in admitted) sendResult(start(reply, asked), admitted);
    else {
      const stream = openSubscription({ headers: request.headers, context }, asked, reply);
      sendEvents(stream, generation.subscribing, admitted.execution);
    }
  };

  return {
    async serve(request, reply) {
      const asked = readStreamRequest(request, currentGeneration());
      if (asked === null) return false;
      if (asked.type === OperationTypeNode.MUTATION && request.method === 'GET') refuseMutation(reply);
      else await answer(asked, request, reply);
      return true;
    },
    async close() {
      isClosing = true;
      await Promise.all([...subscriptions].map((stream) => drain(stream, drainSpread)));
    },
  };
}

/** When to try again with a connection that is one too many, in seconds. */
const tooManySeconds = 10;

async function drain(stream: ResponseStream, spread: number): Promise<void> {
  const over = new Promise<void>((resolve) => {
    stream.onOver(resolve);
  });
  if (spread > 0) await Promise.race([over, sleep(Math.random() * spread)]);
  stream.breakOff(closeCodes.goingAway);
}

// https://graphql.github.io/graphql-over-http/draft/#sec-GET: a link that is followed must change nothing.
function refuseMutation(reply: FastifyReply): void {
  const error = { message: 'Send mutations by POST.', extensions: { code: 'BAD_USER_INPUT' } };
  void reply
    .code(405)
    .header('allow', 'POST')
    .send({ errors: [error] });
}
