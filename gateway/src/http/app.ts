import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { ApolloServer } from '@apollo/server';
import type { Logger } from '@prism/telemetry/logger';
import { requestSpans } from '@prism/telemetry/requestSpans';
import { isTracing } from '@prism/telemetry/tracing';
import { fastify, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { RequestContext } from '../execution/requestContext.ts';
import { assertShallowText } from '../execution/nesting.ts';
import { prismGraphQLError } from '../errors/toClientError.ts';
import { PrismError } from '@prism/errors/errors';
import type { CreateContext } from './contextFactory.ts';
import { addCors } from './cors.ts';
import { endConnections } from './endConnections.ts';
import { addHttpErrors, refuseAddress, refuseUnreadable, statusOf } from './httpErrors.ts';
import type { IsAllowedOrigin } from './origins.ts';
import { readAccept } from '../subscriptions/transports/accept.ts';
import type { HttpStreams } from '../subscriptions/transports/httpStreams.ts';
import { requestIdOf } from './requestIds.ts';

export interface AppOptions {
  readonly apollo: ApolloServer<RequestContext>;
  readonly createContext: CreateContext;
  readonly bodyBytes: number;
  readonly log: Logger;
  readonly isAllowedOrigin: IsAllowedOrigin;
  /** Answers what asks for a stream. Closed with the app. */
  readonly streams: HttpStreams;
}

/** The HTTP side: `/graphql` as streams or through Apollo Server, GraphQL-shaped errors for everything. */
export function createApp(options: AppOptions): FastifyInstance {
  const { apollo, createContext, bodyBytes, log, isAllowedOrigin, streams } = options;
  const app = fastify({
    bodyLimit: bodyBytes,
    logger: false,
    genReqId: (request) => requestIdOf(request.headers['x-request-id']),
    // Shutdown decides by itself what happens to open connections.
    forceCloseConnections: 'idle',
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: refuseAddress,
  });
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  addHttpErrors(app, log);
  addCors(app, isAllowedOrigin);
  endConnections(app);
  if (isTracing()) app.addHook('preHandler', requestSpans('gateway'));
  const answer = fastifyApolloHandler(apollo, {
    context: async (request) => {
      try {
        return await createContext(request.headers, request.id);
      } catch (error) {
        if (error instanceof PrismError) throw prismGraphQLError(error, { status: statusOf(error.code) });
        throw error;
      }
    },
  });
  app.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/graphql',
    preHandler: (request, _reply, done) => {
      for (const given of [request.body, request.query]) assertShallowText(documentIn(given));
      done();
    },
    handler: async (request, reply) =>
      (await streams.serve(request, reply)) ? reply : (answer.call(app, asJson(request), reply) as unknown),
  });
  // Streams last for hours: nothing that waits for the end of requests could wait for them.
  app.addHook('preClose', () => streams.close());
  return app;
}

/** Who takes subscriptions by multipart takes JSON for the rest, also without saying so: Apollo Server would answer 406. */
function asJson(request: FastifyRequest): FastifyRequest {
  const { kind, isJson } = readAccept(request.headers.accept);
  if (kind === 'multipart' && !isJson) request.headers.accept = 'application/json';
  return request;
}

function documentIn(given: unknown): string {
  if (typeof given !== 'object' || given === null || !('query' in given)) return '';
  return typeof given.query === 'string' ? given.query : '';
}
