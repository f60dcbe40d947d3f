import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema, type GraphQLSchemaModule } from '@apollo/subgraph';
import fastifyApollo from '@as-integrations/fastify';
import type { Logger } from '@prism/telemetry/logger';
import { createProbes, type ProbeOptions } from '@prism/telemetry/probes';
import { requestSpans } from '@prism/telemetry/requestSpans';
import { isTracing } from '@prism/telemetry/tracing';
import { fastify, type FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { randomUUID } from 'node:crypto';
import { createAuthenticator, type Caller } from './authenticate.ts';
import { formatError } from './formatError.ts';
import { loadTypeDefs } from './loadTypeDefs.ts';
import { logErrors } from './logErrors.ts';
import type { RequestContext } from './requestContext.ts';
import { scalars } from './scalars.ts';
import { serveSubscriptions } from './subscriptions.ts';

/** Apollo's own type knows no generated resolver types; those are checked where they are written. */
type ResolverMap = NonNullable<GraphQLSchemaModule['resolvers']>;

/** What makes one subgraph different from the next. */
export interface SubgraphOptions<C extends RequestContext> {
  readonly name: string;
  /** The folder below which every `*.graphql` file belongs to this subgraph. */
  readonly schemaFolder: string;
  /** A map of resolvers; `codegen` types it for each subgraph. The scalars of common.graphql are added. */
  readonly resolvers: object;
  readonly internalTokenSecret: string;
  readonly port: number;
  readonly host?: string;
  readonly log: Logger;
  readonly createContext: (request: RequestContext) => C;
  /** Resolves when the subgraph's dependencies answer; what it throws is logged, the probe says 503. */
  readonly ready: () => Promise<unknown>;
  /** Routes beside `/graphql`, on the same port. */
  readonly routes?: (app: FastifyInstance) => void;
}

/** A subgraph that listens. `close` stops intake, ends streams, drains requests. */
export interface RunningSubgraph {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Larger than the gateway's own limit: what the gateway let in may grow when it is written anew. */
const bodyLimit = 32 * 1024 * 1024;

/**
 * Serves one subgraph over HTTP and graphql-ws at `/graphql`, with `/health`, `/readiness` and `/metrics`. A request without
 * a valid internal token is UNAUTHENTICATED. Errors leave in the closed set; whatever is unexpected is logged and masked.
 */
export async function createSubgraphServer<C extends RequestContext>(
  options: SubgraphOptions<C>,
): Promise<RunningSubgraph> {
  const schema = buildSubgraphSchema([
    { typeDefs: loadTypeDefs(options.schemaFolder), resolvers: { ...scalars, ...options.resolvers } as ResolverMap },
  ]);
  const app = fastify({
    bodyLimit,
    genReqId: (request) => request.headers['x-request-id']?.toString() ?? randomUUID(),
  });
  const authenticate = createAuthenticator(options.internalTokenSecret);
  const contextOf = (caller: Caller, requestId: string): C =>
    options.createContext({
      ...caller,
      requestId,
      log: options.log.child({ requestId, organizationId: caller.session.organizationId }),
    });

  await addGraphql(app, {
    schema,
    options,
    contextOf: async (authorization, id) => contextOf(await authenticate(authorization), id),
  });
  addProbes(app, options);
  options.routes?.(app);
  const closeSubscriptions = serveSubscriptions(app.server, { schema, authenticate, contextOf });
  const url = await app.listen({ port: options.port, host: options.host ?? '127.0.0.1' });
  return {
    url: `${url}/graphql`,
    close: async () => {
      await closeSubscriptions();
      await app.close();
    },
  };
}

async function addGraphql<C extends RequestContext>(
  app: FastifyInstance,
  server: {
    readonly schema: GraphQLSchema;
    readonly options: SubgraphOptions<C>;
    readonly contextOf: (authorization: unknown, requestId: string) => Promise<C>;
  },
): Promise<void> {
  const apollo = new ApolloServer<C>({
    schema: server.schema,
    formatError,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    csrfPrevention: false,
    // Both would look at every field of every answer, for nobody.
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginInlineTraceDisabled(), logErrors()],
    stopOnTerminationSignals: false,
    introspection: true,
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  if (isTracing()) app.addHook('preHandler', requestSpans(server.options.name));
  await app.register(fastifyApollo(apollo), {
    method: 'POST',
    context: async (request) => server.contextOf(request.headers.authorization, request.id),
  });
}

function addProbes(app: FastifyInstance, options: ProbeOptions): void {
  for (const [path, answer] of Object.entries(createProbes(options))) {
    app.get(path, async (_request, reply) => {
      const { status, contentType, body } = await answer();
      return reply.code(status).type(contentType).send(body);
    });
  }
}
