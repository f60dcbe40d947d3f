import type { FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import type { Sessions } from '../../auth/sessions.ts';
import type { OperationRequest } from '../../execution/engine.ts';
import type { Generation } from '../../generations/openGeneration.ts';
import type { CreateContext } from '../../http/contextFactory.ts';
import { closeCodes } from '../closeCodes.ts';
import { watchSession } from '../watchSession.ts';
import { framingOf } from './framings.ts';
import { readStreamRequest, type StreamRequest } from './readStreamRequest.ts';
import { openResponseStream, type ResponseStream } from './responseStream.ts';
import { sendEvents, sendResult } from './sendResults.ts';

export interface HttpStreamsOptions {
  readonly currentGeneration: () => Generation;
  readonly createContext: CreateContext;
  /** Absent in standalone mode, where nobody's session can end. */
  readonly sessions: Sessions | null;
}

/**
 * Streams over HTTP answers: server-sent events (graphql-sse, distinct connections) and multipart (Apollo). Both have a server
 * side of our own. That of graphql-sse keeps any number of results for a client that does not read them, and cannot end a
 * stream with a reason; of multipart there is none.
 */
export interface HttpStreams {
  /** Answers with a stream when the request asks for one. False: it does not, and nothing was done. Throws PrismError. */
  serve(request: FastifyRequest, reply: FastifyReply): Promise<boolean>;
  /** Tells the client of every subscription to connect elsewhere and resume. */
  close(): void;
}

export function createHttpStreams({ currentGeneration, createContext, sessions }: HttpStreamsOptions): HttpStreams {
  const subscriptions = new Set<ResponseStream>();
  let isClosing = false;

  const run = async (generation: Generation, operation: OperationRequest, stream: ResponseStream): Promise<void> => {
    const admitted = generation.engine.admit(operation);
    if ('errors' in admitted) {
      await sendResult(stream, admitted);
      return;
    }
    if (isClosing) {
      stream.breakOff(closeCodes.goingAway);
      return;
    }
    subscriptions.add(stream);
    stream.onOver(() => subscriptions.delete(stream));
    await sendEvents(stream, generation, admitted.execution);
  };

  const answer = async (asked: StreamRequest, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { read, generation, type, operationName, variables } = asked;
    const { headers } = request;
    const context = await createContext(headers, request.id);
    const stream = startStream(reply, asked);
    if ('errors' in read) {
      await sendResult(stream, read);
      return;
    }
    const operation = { document: read.document, operationName, variables, context };
    if (type !== OperationTypeNode.SUBSCRIPTION) {
      await sendResult(stream, await generation.engine.execute(operation));
      return;
    }
    stream.onOver(
      watchSession({ headers, context }, sessions, (closing) => {
        stream.breakOff(closing);
      }),
    );
    await run(generation, operation, stream);
  };

  return {
    async serve(request, reply) {
      const asked = readStreamRequest(request, currentGeneration());
      if (asked === null) return false;
      if (asked.type === OperationTypeNode.MUTATION && request.method === 'GET') refuseMutation(reply);
      else await answer(asked, request, reply);
      return true;
    },
    close() {
      isClosing = true;
      for (const stream of subscriptions) stream.breakOff(closeCodes.goingAway);
    },
  };
}

function startStream(reply: FastifyReply, { kind }: StreamRequest): ResponseStream {
  reply.hijack();
  return openResponseStream(reply.raw, framingOf(kind), reply.getHeaders());
}

// https://graphql.github.io/graphql-over-http/draft/#sec-GET: a link that is followed must change nothing.
function refuseMutation(reply: FastifyReply): void {
  const error = { message: 'Send mutations by POST.', extensions: { code: 'BAD_USER_INPUT' } };
  void reply
    .code(405)
    .header('allow', 'POST')
    .send({ errors: [error] });
}
