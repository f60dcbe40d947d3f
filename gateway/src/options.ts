import type { LiveTopics } from '@prism/pubsub/liveTopics';
import type { AllowedOrigins } from './http/origins.ts';

/** Where tokens of people come from. */
export interface OidcOptions {
  readonly issuer: string;
  readonly audience: string;
  /** Default: where the issuer's `/.well-known/openid-configuration` says. */
  readonly jwksUrl: string | undefined;
}

/** The built-in issuer that signs anybody in: for development and tests, refused in production. */
export interface DevIssuerOptions {
  /** The key pair is kept in this file, so that tokens survive a restart. Absent: a new pair at every start. */
  readonly keyFile: string | undefined;
}

/** How callers are known. Absent in standalone mode, where the gateway knows nobody and passes `authorization` on. */
export interface AuthOptions {
  readonly internalTokenSecret: string;
  readonly oidc?: OidcOptions | undefined;
  readonly devIssuer?: DevIssuerOptions | undefined;
  /** Carries `session.invalidated`. Not closed by the gateway. */
  readonly topics: LiveTopics;
}

/** Milliseconds, counts and bytes. */
export interface GatewayLimits {
  readonly connectTimeout: number;
  /** From a request to a subgraph to its first byte. */
  readonly headersTimeout: number;
  /** Between two pieces of an answer. */
  readonly bodyTimeout: number;
  readonly connectionsPerSubgraph: number;
  readonly bodyBytes: number;
  readonly documentTokens: number;
  readonly documentDepth: number;
  /** Values that one operation may ask for, see `measureCost`; with the depth, enforced for Prism's own graph only. */
  readonly documentCost: number;
  /** Events of one stream that wait to be completed before its subscribers are told to resume. */
  readonly subscriptionBuffer: number;
  /** Bytes that wait for a slow client, in its socket or its stream over HTTP, before it is told to resume. */
  readonly socketBuffer: number;
  /** Sockets and streams that one caller may have open. */
  readonly connectionsPerCaller: number;
  readonly subscriptionsPerSocket: number;
  /** Queries and mutations that may run at once on one socket. */
  readonly operationsPerSocket: number;
  /** Of one uploaded file, in bytes. */
  readonly uploadBytes: number;
  /** Uploads and downloads that one caller may have under way, and half of those of an organization. */
  readonly uploadsPerCaller: number;
  /** Connections to the knowledge subgraph that uploads and downloads share. */
  readonly uploadConnections: number;
  /** Over how long clients are told to connect elsewhere once the gateway stops. */
  readonly drainSpread: number;
  /** Connections to each subgraph that the streams of all callers share. */
  readonly streamSocketsPerSubgraph: number;
  /** How long requests in flight may take once the gateway stops. */
  readonly drainTimeout: number;
  /** How long subscriptions may stay with the supergraph they began with once another is served. */
  readonly generationDrain: number;
  /** Over how long those that are left then are told to come back. */
  readonly generationSpread: number;
}

export interface GatewayOptions {
  /** The supergraph document itself, not its path. */
  readonly supergraphSdl: string;
  /** Subgraphs that are not at the URL which the supergraph names. */
  readonly subgraphUrls?: Readonly<Record<string, string>>;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default `0.0.0.0`. */
  readonly host?: string;
  readonly auth?: AuthOptions | undefined;
  readonly isProduction?: boolean;
  /** Pages that may use the graph, over HTTP and sockets. Default: none in production, else those of this machine. */
  readonly corsOrigins?: AllowedOrigins;
  /** Whether identical queries of one caller that wait at the same moment share one execution. Default true. */
  readonly coalesce?: boolean;
  readonly limits?: Partial<GatewayLimits>;
}

/** What became of a supergraph that a running gateway was offered. */
export type ReloadOutcome = 'reloaded' | 'unchanged' | 'refused';

export interface Gateway {
  /** `http://127.0.0.1:4000/graphql` */
  readonly url: string;
  /**
   * Serves another supergraph from now on: new operations and subscriptions get it, open subscriptions keep theirs until they
   * end or `generationDrain` has passed. One that cannot be served is refused and logged, and nothing changes.
   */
  reload(supergraphSdl: string): ReloadOutcome;
  /** Stops intake, closes sockets (1001), lets requests in flight end, closes connections to subgraphs. */
  close(): Promise<void>;
}

export const defaultLimits: GatewayLimits = {
  connectTimeout: 2_000,
  headersTimeout: 30_000,
  bodyTimeout: 30_000,
  connectionsPerSubgraph: 64,
  bodyBytes: 10 * 1024 * 1024,
  documentTokens: 20_000,
  documentDepth: 30,
  documentCost: 50_000,
  subscriptionBuffer: 256,
  socketBuffer: 1024 * 1024,
  connectionsPerCaller: 100,
  subscriptionsPerSocket: 100,
  operationsPerSocket: 100,
  uploadBytes: 32 * 1024 * 1024,
  uploadsPerCaller: 8,
  uploadConnections: 128,
  drainSpread: 0,
  streamSocketsPerSubgraph: 4,
  drainTimeout: 10_000,
  generationDrain: 60_000,
  generationSpread: 10_000,
};
