import { createLogger } from '@prism/telemetry/logger';
import type { AddressInfo } from 'node:net';
import { maskError, passError } from './errors/toClientError.ts';
import { createGatewayApolloServer } from './execution/apolloServer.ts';
import { createCoalescer } from './execution/coalesceFetches.ts';
import { createEngine } from './execution/engine.ts';
import type { Subgraphs } from './execution/execute.ts';
import { createSubgraphDataSource } from './execution/subgraphDataSource.ts';
import { createSubgraphTransport, type SubgraphTransport } from './execution/subgraphTransport.ts';
import { loadSupergraph, type LoadedSupergraph } from './execution/supergraph.ts';
import { createApp } from './http/app.ts';
import { createPassThroughContexts } from './http/contextFactory.ts';
import { addHealth } from './http/health.ts';
import { defaultLimits, type Gateway, type GatewayOptions } from './options.ts';

/** How long a request waits for an identical one that left before it, in milliseconds. */
const coalescePatience = 25;

/** Starts the gateway and resolves when it takes requests. Throws when the supergraph is not valid or the port is taken. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const limits = { ...defaultLimits, ...options.limits };
  const log = createLogger('gateway');
  const supergraph = loadSupergraph(options.supergraphSdl, options.subgraphUrls);
  const transport = createSubgraphTransport({ ...limits, connections: limits.connectionsPerSubgraph });
  const toClientError = options.auth ? maskError : passError;
  const coalesce = options.coalesce ?? true;
  const engine = createEngine({
    supergraph,
    subgraphs: connectSubgraphs(supergraph, transport, coalesce),
    enforceAuth: options.auth !== undefined,
    maxDepth: limits.documentDepth,
    toClientError,
    coalesce: coalesce ? createCoalescer(coalescePatience) : undefined,
  });
  const isProduction = options.isProduction ?? false;
  const apollo = createGatewayApolloServer({ engine, log, isProduction, maskErrors: toClientError, maxTokens: limits.documentTokens });
  await apollo.start();
  const createContext = createPassThroughContexts(log);
  const app = await createApp({ apollo, createContext, bodyBytes: limits.bodyBytes, log });
  addHealth(app, { dependencies: {} });
  await app.listen({ port: options.port ?? 0, host: options.host ?? '0.0.0.0' });
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/graphql`,
    async close() {
      await app.close();
      await apollo.stop();
      await transport.close();
    },
  };
}

function connectSubgraphs(supergraph: LoadedSupergraph, transport: SubgraphTransport, coalesces: boolean): Subgraphs {
  const coalesce = coalesces ? createCoalescer<string>(coalescePatience) : undefined;
  return new Map(
    supergraph.subgraphs.map(({ name, url }) => [name, createSubgraphDataSource({ name, url, transport, coalesce })]),
  );
}
