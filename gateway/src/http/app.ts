import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { ApolloServer } from '@apollo/server';
import type { Logger } from '@prism/telemetry/logger';
import { requestSpans } from '@prism/telemetry/requestSpans';
import { isTracing } from '@prism/telemetry/tracing';
import { fastify, type FastifyInstance } from 'fastify';
import type { RequestContext } from '../execution/requestContext.ts';
import { assertShallowText } from '../execution/nesting.ts';
import { prismGraphQLError } from '../errors/toClientError.ts';
import { PrismError } from '@prism/errors/errors';
import type { CreateContext } from './contextFactory.ts';
import { addCors } from './cors.ts';
import { addHttpErrors, refuseUnreadable, statusOf } from './httpErrors.ts';
import type { IsAllowedOrigin } from './origins.ts';
import { requestIdOf } from './requestIds.ts';

export interface AppOptions {
  readonly apollo: ApolloServer<RequestContext>;
  readonly createContext: CreateContext;
  readonly bodyBytes: number;
  readonly log: Logger;
  readonly isAllowedOrigin: IsAllowedOrigin;
}

/** The HTTP side: `/graphql` through Apollo Server, GraphQL-shaped errors for everything. */
export function createApp({ apollo, createContext, bodyBytes, log, isAllowedOrigin }: AppOptions): FastifyInstance {
  const app = fastify({
    bodyLimit: bodyBytes,
    logger: false,
    genReqId: (request) => requestIdOf(request.headers['x-request-id']),
    // Shutdown decides by itself what happens to open connections.
    forceCloseConnections: 'idle',
    clientErrorHandler: refuseUnreadable,
  });
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  addHttpErrors(app, log);
  addCors(app, isAllowedOrigin);
  if (isTracing()) app.addHook('preHandler', requestSpans('gateway'));
  const handler = fastifyApolloHandler(apollo, {
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
    handler,
  });
  return app;
}

function documentIn(given: unknown): string {
  if (typeof given !== 'object' || given === null || !('query' in given)) return '';
  return typeof given.query === 'string' ? given.query : '';
}
