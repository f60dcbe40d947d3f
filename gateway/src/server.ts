import { createLogger, type Logger } from '@prism/telemetry/logger';
import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { createAskSession } from './auth/askSession.ts';
import { createInternalTokens } from './auth/internalTokens.ts';
import { createPersonVerifiers } from './auth/personVerifiers.ts';
import { createSessions, type Sessions } from './auth/sessions.ts';
import { maskError, passError } from './errors/toClientError.ts';
import { createGatewayApolloServer } from './execution/apolloServer.ts';
import { createCoalescer } from './execution/coalesceFetches.ts';
import { createEngine, type Engine } from './execution/engine.ts';
import { connectSubgraphs } from './execution/connectSubgraphs.ts';
import { createSubgraphTransport, type SubgraphTransport } from './execution/subgraphTransport.ts';
import { loadSupergraph, type LoadedSupergraph } from './execution/supergraph.ts';
import { createApp } from './http/app.ts';
import { createPassThroughContexts, type CreateContext } from './http/contextFactory.ts';
import { addDevToken } from './http/devToken.ts';
import { addHealth } from './http/health.ts';
import { createOriginCheck } from './http/origins.ts';
import { createPrismContexts } from './http/prismContexts.ts';
import { defaultLimits, type AuthOptions, type Gateway, type GatewayLimits, type GatewayOptions } from './options.ts';
import { createDocumentReader } from './subscriptions/readDocument.ts';
import { attachSocketServer, type SocketServer } from './subscriptions/socketServer.ts';
import { createSubgraphStreams, type SubgraphStreams } from './subscriptions/subgraphStreams.ts';
import { createStreamErrors } from './subscriptions/subscribe.ts';
import type { DevIssuer } from '@prism/auth/devIssuer';

/** How long a request waits for an identical one that left before it, in milliseconds. */
const coalescePatience = 25;

/** Starts the gateway and resolves when it takes requests. Throws when the supergraph is not valid or the port is taken. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const limits = { ...defaultLimits, ...options.limits };
  const log = createLogger('gateway');
  const supergraph = loadSupergraph(options.supergraphSdl, options.subgraphUrls);
  const transport = createSubgraphTransport({ ...limits, connections: limits.connectionsPerSubgraph });
  const callers = options.auth
    ? await knowCallers(options.auth, { supergraph, transport, log })
    : { createContext: createPassThroughContexts(log), sessions: null, devIssuer: null };
  if (options.isProduction === true && callers.devIssuer)
    throw new Error('The development issuer is refused in production.');
  const engine = makeEngine(options, { supergraph, transport, limits });
  const apollo = createGatewayApolloServer({
    engine,
    log,
    isProduction: options.isProduction ?? false,
    maskErrors: options.auth ? maskError : passError,
    maxTokens: limits.documentTokens,
    strictStatus: options.auth === undefined,
  });
  await apollo.start();
  const isAllowedOrigin = createOriginCheck(options.corsOrigins ?? (options.isProduction === true ? [] : 'localhost'));
  const { createContext } = callers;
  const app = createApp({ apollo, createContext, bodyBytes: limits.bodyBytes, log, isAllowedOrigin });
  if (callers.devIssuer) addDevToken(app, callers.devIssuer);
  addHealth(app, { dependencies: options.auth ? urlsOf(supergraph) : {} });
  const streams = createSubgraphStreams(supergraph, transport, limits.connectTimeout);
  const sockets = attachSocketServer(app.server, {
    engine,
    subscribing: { engine, streams, toErrors: createStreamErrors(engine), bufferLimit: limits.subscriptionBuffer },
    createContext,
    isAllowedOrigin,
    readDocument: createDocumentReader(supergraph.schema, limits.documentTokens),
    sessions: callers.sessions,
    log,
    maxPayload: limits.bodyBytes,
  });
  await app.listen({ port: options.port ?? 0, host: options.host ?? '0.0.0.0' });
  const { port } = app.server.address() as AddressInfo;
  const parts = { app, sockets, streams, transport, sessions: callers.sessions, stopApollo: () => apollo.stop() };
  let closing: Promise<void> | null = null;
  return {
    url: `http://127.0.0.1:${String(port)}/graphql`,
    close: () => (closing ??= closeInOrder(parts, limits.drainTimeout)),
  };
}

interface Callers {
  readonly createContext: CreateContext;
  readonly sessions: Sessions | null;
  readonly devIssuer: DevIssuer | null;
}

interface CallerParts {
  readonly supergraph: LoadedSupergraph;
  readonly transport: SubgraphTransport;
  readonly log: Logger;
}

async function knowCallers(auth: AuthOptions, { supergraph, transport, log }: CallerParts): Promise<Callers> {
  const organizations = supergraph.subgraphs.find(({ name }) => name === 'organizations');
  if (!organizations) throw new Error('The supergraph has no subgraph "organizations", which knows the callers.');
  const getToken = createInternalTokens(auth.internalTokenSecret);
  const { verifiers, devIssuer } = await createPersonVerifiers(auth);
  const ask = createAskSession({ organizationsUrl: organizations.url, transport, getToken });
  const sessions = await createSessions({ ask, verifiers, topics: auth.topics });
  return { createContext: createPrismContexts({ sessions, getToken, log }), sessions, devIssuer };
}

interface EngineParts {
  readonly supergraph: LoadedSupergraph;
  readonly transport: SubgraphTransport;
  readonly limits: GatewayLimits;
}

function makeEngine({ auth, coalesce = true }: GatewayOptions, { supergraph, transport, limits }: EngineParts): Engine {
  const shareFetches = coalesce ? createCoalescer<string>(coalescePatience) : undefined;
  return createEngine({
    supergraph,
    subgraphs: connectSubgraphs(supergraph, transport, shareFetches),
    enforceAuth: auth !== undefined,
    maxDepth: limits.documentDepth,
    maxCost: limits.documentCost,
    toClientError: auth ? maskError : passError,
    coalesce: coalesce ? createCoalescer(coalescePatience) : undefined,
  });
}

interface RunningParts {
  readonly app: FastifyInstance;
  readonly sockets: SocketServer;
  readonly streams: SubgraphStreams;
  readonly transport: SubgraphTransport;
  readonly sessions: Sessions | null;
  readonly stopApollo: () => Promise<void>;
}

/** Intake first, then what is in flight, then what it needed. */
async function closeInOrder(
  { app, sockets, streams, transport, sessions, stopApollo }: RunningParts,
  drainTimeout: number,
) {
  const cut = setTimeout(() => {
    app.server.closeAllConnections();
  }, drainTimeout);
  await Promise.all([sockets.close(), app.close()]);
  clearTimeout(cut);
  await stopApollo();
  await streams.close();
  await sessions?.close();
  await transport.close();
}

function urlsOf({ subgraphs }: LoadedSupergraph): Record<string, string> {
  return Object.fromEntries(subgraphs.map(({ name, url }) => [name, url]));
}
