import { createCoalescer } from '../execution/coalesceFetches.ts';
import { connectSubgraphs } from '../execution/connectSubgraphs.ts';
import { createEngine, type Engine } from '../execution/engine.ts';
import { createSubgraphTransport } from '../execution/subgraphTransport.ts';
import { shareEntities } from '../execution/shareEntities.ts';
import { loadSupergraph, type LoadedSupergraph } from '../execution/supergraph.ts';
import { maskError, passError } from '../errors/toClientError.ts';
import { generationSubscriptions } from '../http/metrics.ts';
import type { GatewayLimits, GatewayOptions } from '../options.ts';
import { createDocumentReader, type ReadDocument } from '../subscriptions/readDocument.ts';
import { createSharedStreams } from '../subscriptions/sharedStreams.ts';
import { createSubgraphStreams } from '../subscriptions/subgraphStreams.ts';
import type { SubscribeOptions } from '../subscriptions/subscribe.ts';
import { createHolds, type Holds } from './holds.ts';

/** One supergraph with all that serves it. What began in a generation ends in it, whatever has been loaded since. */
export interface Generation {
  /** Distinct in the process, growing. */
  readonly id: number;
  readonly supergraph: LoadedSupergraph;
  readonly engine: Engine;
  readonly readDocument: ReadDocument;
  readonly subscribing: SubscribeOptions;
  /** Who still needs it. */
  readonly holds: Holds;
  /** Closes its connections to subgraphs. */
  close(): Promise<void>;
}

/** What a generation is built with, beside its supergraph. */
export interface GenerationOptions extends Pick<GatewayOptions, 'auth' | 'coalesce' | 'subgraphUrls'> {
  readonly limits: GatewayLimits;
}

/** How long a request waits for an identical one that left before it, in milliseconds. */
const coalescePatience = 25;

let count = 0;

/** Builds a generation. Throws when the document is no supergraph that this gateway can serve; nothing is left open then. */
export function openGeneration(sdl: string, options: GenerationOptions): Generation {
  const { limits } = options;
  const supergraph = loadSupergraph(sdl, options.subgraphUrls);
  if (options.auth && !supergraph.subgraphs.some(({ name }) => name === 'organizations'))
    throw new Error('The supergraph has no subgraph "organizations", which knows the callers.');
  const id = (count += 1);
  const holds = createHolds(generationSubscriptions, String(id));
  const transport = createSubgraphTransport({ ...limits, connections: limits.connectionsPerSubgraph });
  const streams = createSubgraphStreams(supergraph, transport, {
    connectTimeout: limits.connectTimeout,
    shared: options.auth ? limits.streamSocketsPerSubgraph : null,
  });
  const subgraphs = connectSubgraphs(supergraph, transport, coalescer(options));
  const engine = holdWhileExecuting(
    createEngine({
      supergraph,
      subgraphs,
      enforceAuth: options.auth !== undefined,
      maxDepth: limits.documentDepth,
      maxCost: limits.documentCost,
      toClientError: options.auth ? maskError : passError,
      coalesce: coalescer(options),
    }),
    holds,
  );
  return {
    id,
    supergraph,
    engine,
    readDocument: createDocumentReader(supergraph.schema, limits.documentTokens),
    subscribing: {
      engine,
      streams,
      shared: createSharedStreams(),
      sharedSubgraphs: new Map([...subgraphs].map(([name, ask]) => [name, shareEntities(ask, supergraph.sharing)])),
      bufferLimit: limits.subscriptionBuffer,
      hold: (leave) => holds.subscription(leave),
    },
    holds,
    async close() {
      holds.close();
      streams.close();
      await transport.close();
    },
  };
}

function coalescer<T>({ coalesce = true }: GenerationOptions) {
  return coalesce ? createCoalescer<T>(coalescePatience) : undefined;
}

function holdWhileExecuting(engine: Engine, holds: Holds): Engine {
  return {
    ...engine,
    async execute(request) {
      const release = holds.operation();
      try {
        return await engine.execute(request);
      } finally {
        release();
      }
    },
  };
}
