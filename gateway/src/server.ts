import type { DevIssuer } from '@prism/auth/devIssuer';
import { createLogger, type Logger } from '@prism/telemetry/logger';
import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { createAskInternally, type AskInternally } from './auth/askInternally.ts';
import { createAskSession } from './auth/askSession.ts';
import { createFindChanged } from './auth/findChangedSessions.ts';
import { createInternalTokens } from './auth/internalTokens.ts';
import { createPersonVerifiers } from './auth/personVerifiers.ts';
import { createSessions, type Sessions } from './auth/sessions.ts';
import { maskError, passError } from './errors/toClientError.ts';
import { createGatewayApolloServer } from './execution/apolloServer.ts';
import { createSubgraphTransport, type SubgraphTransport } from './execution/subgraphTransport.ts';
import { createGenerations, type Generations } from './generations/generations.ts';
import { createApp } from './http/app.ts';
import { createPassThroughContexts, type CreateContext } from './http/contextFactory.ts';
import { addDevToken } from './http/devToken.ts';
import { addHealth } from './http/health.ts';
import { createOriginCheck } from './http/origins.ts';
import { createPrismContexts } from './http/prismContexts.ts';
import { addUnsubscribe } from './http/unsubscribe.ts';
import { addDownloads } from './http/downloads.ts';
import { createTransferLimit } from './http/transferLimit.ts';
import { addUploads, type UploadOptions } from './http/uploads.ts';
import { defaultLimits, type AuthOptions, type Gateway, type GatewayLimits, type GatewayOptions } from './options.ts';
import { createConnectionLimit } from './subscriptions/connectionLimit.ts';
import { attachSocketServer, type SocketServer } from './subscriptions/socketServer.ts';
import { createHttpStreams } from './subscriptions/transports/httpStreams.ts';

/** Starts the gateway and resolves when it takes requests. Throws when the supergraph is not valid or the port is taken. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { auth, isProduction = false, corsOrigins = isProduction ? [] : 'localhost' } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const log = createLogger('gateway');
  const generations = createGenerations({ ...options, sdl: options.supergraphSdl, limits, log });
  // Callers are looked up whatever is loaded: over connections that no generation takes with it.
  const transport = createSubgraphTransport({ ...limits, connections: limits.connectionsPerSubgraph });
  const callers = auth ? await knowCallers(auth, { generations, transport, log }) : strangers(log);
  if (isProduction && callers.devIssuer) throw new Error('The development issuer is refused in production.');
  const apollo = createGatewayApolloServer({
    generations,
    log,
    isProduction,
    maskErrors: auth ? maskError : passError,
    maxTokens: limits.documentTokens,
    strictStatus: !auth,
  });
  await apollo.start();
  const isAllowedOrigin = createOriginCheck(corsOrigins);
  const live = liveOptions(callers, { generations, limits, log });
  const streams = createHttpStreams(live);
  const { createContext, devIssuer, ask } = callers;
  const app = createApp({ apollo, createContext, bodyBytes: limits.bodyBytes, log, isAllowedOrigin, streams });
  if (devIssuer) addDevToken(app, devIssuer);
  if (ask) addUnsubscribe(app, { ask, log });
  const uploads = createSubgraphTransport({ ...limits, connections: limits.uploadConnections });
  if (auth) {
    const files = uploadOptions({ createContext, generations, limits, transport: uploads });
    addUploads(app, files);
    addDownloads(app, files);
  }
  addHealth(app, { dependencies: () => (auth ? urlsOf(generations) : {}) });
  const sockets = attachSocketServer(app.server, { ...live, isAllowedOrigin });
  await app.listen({ port: options.port ?? 0, host: options.host ?? '0.0.0.0' });
  const { port } = app.server.address() as AddressInfo;
  const transports = [transport, uploads];
  const parts = { app, sockets, generations, transports, sessions: callers.sessions, stopApollo: () => apollo.stop() };
  let closing: Promise<void> | null = null;
  return {
    url: `http://127.0.0.1:${String(port)}/graphql`,
    reload: generations.reload,
    close: () => (closing ??= closeInOrder(parts, limits.drainTimeout)),
  };
}

/** How callers become known; what is null there is none of in standalone mode. */
interface Callers {
  readonly createContext: CreateContext;
  readonly sessions: Sessions | null;
  readonly devIssuer: DevIssuer | null;
  readonly ask: AskInternally | null;
}

const strangers = (log: Logger): Callers => ({
  createContext: createPassThroughContexts(log),
  sessions: null,
  devIssuer: null,
  ask: null,
});

interface CallerParts {
  readonly generations: Generations;
  readonly transport: SubgraphTransport;
  readonly log: Logger;
}

async function knowCallers(auth: AuthOptions, { generations, transport, log }: CallerParts): Promise<Callers> {
  const getToken = createInternalTokens(auth.internalTokenSecret);
  const { verifiers, devIssuer } = await createPersonVerifiers(auth);
  const ask = createAskInternally({ urls: () => urlsOf(generations), transport, getToken });
  const sessions = await createSessions({
    ask: createAskSession(ask),
    findChanged: createFindChanged(ask),
    verifiers,
    topics: auth.topics,
    log,
  });
  return { createContext: createPrismContexts({ sessions, getToken, log }), sessions, devIssuer, ask };
}

interface LiveParts {
  readonly generations: Generations;
  readonly limits: GatewayLimits;
  readonly log: Logger;
}

/** What sockets and streams over HTTP are made with: connections count together, over whatever they come. */
function liveOptions({ createContext, sessions }: Callers, { generations, limits, log }: LiveParts) {
  return {
    currentGeneration: generations.current,
    createContext,
    sessions,
    connections: createConnectionLimit(limits.connectionsPerCaller),
    bufferBytes: limits.socketBuffer,
    drainSpread: limits.drainSpread,
    maxPayload: limits.bodyBytes,
    operations: limits.operationsPerSocket,
    subscriptions: limits.subscriptionsPerSocket,
    log,
  };
}

interface UploadParts extends Pick<Callers, 'createContext'> {
  readonly generations: Generations;
  readonly limits: GatewayLimits;
  readonly transport: SubgraphTransport;
}

function uploadOptions({ generations, limits, ...parts }: UploadParts): UploadOptions {
  return {
    ...parts,
    knowledgeUrl: () => urlsOf(generations)['knowledge'],
    maxBytes: limits.uploadBytes,
    idleMs: limits.headersTimeout,
    transfers: createTransferLimit(limits.uploadsPerCaller),
  };
}

interface RunningParts {
  readonly app: FastifyInstance;
  readonly sockets: SocketServer;
  readonly generations: Generations;
  readonly transports: readonly SubgraphTransport[];
  readonly sessions: Sessions | null;
  readonly stopApollo: () => Promise<void>;
}

/** Intake first, then what is in flight, then what it needed. */
async function closeInOrder(
  { app, sockets, generations, transports, sessions, stopApollo }: RunningParts,
  drainTimeout: number,
) {
  const cut = setTimeout(() => {
    app.server.closeAllConnections();
  }, drainTimeout);
  await Promise.all([sockets.close(), app.close()]);
  clearTimeout(cut);
  await stopApollo();
  await generations.close();
  await sessions?.close();
  await Promise.all(transports.map((transport) => transport.close()));
}

function urlsOf(generations: Generations): Record<string, string> {
  return Object.fromEntries(generations.current().supergraph.subgraphs.map(({ name, url }) => [name, url]));
}
