import type { Session } from '@prism/auth/session';
import { currentTrace } from '@prism/telemetry/tracing';
import type { SubgraphTransport } from '../execution/subgraphTransport.ts';
import type { GetInternalToken } from './internalTokens.ts';

/**
 * Asks a subgraph as the gateway itself, which no caller can be, beside its graph: `path` is one of its internal endpoints.
 * Throws when it cannot be reached; `json` is undefined when it answered something else than JSON.
 */
export type AskInternally = (subgraph: string, path: string, body: object) => Promise<InternalAnswer>;

export interface InternalAnswer {
  readonly status: number;
  readonly json: unknown;
}

export interface AskInternallyOptions {
  /** Where subgraphs serve GraphQL now, by name. */
  readonly urls: () => Readonly<Record<string, string>>;
  readonly transport: SubgraphTransport;
  readonly getToken: GetInternalToken;
}

const gatewaySession: Session = {
  actor: { type: 'system', id: 'gateway' },
  organizationId: null,
  role: null,
  scopes: [],
};

export function createAskInternally({ urls, transport, getToken }: AskInternallyOptions): AskInternally {
  return async (subgraph, path, body) => {
    const token = await getToken(gatewaySession, 'gateway');
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...currentTrace() };
    const url = new URL(path, urls()[subgraph]);
    const { status, text } = await transport.send({ url, headers, body: JSON.stringify(body) });
    return { status, json: parseJson(text) };
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
