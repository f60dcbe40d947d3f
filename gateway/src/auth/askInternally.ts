import type { Session } from '@prism/auth/session';
import { currentTrace } from '@prism/telemetry/tracing';
import type { SubgraphTransport } from '../execution/subgraphTransport.ts';
import type { GetInternalToken } from './internalTokens.ts';

/** How the gateway itself asks a subgraph. */
export interface AskInternallyOptions {
  /** Where the subgraph serves GraphQL; its internal endpoints are beside it. */
  readonly subgraphUrl: () => string;
  readonly transport: SubgraphTransport;
  readonly getToken: GetInternalToken;
}

const gatewaySession: Session = {
  actor: { type: 'system', id: 'gateway' },
  organizationId: null,
  role: null,
  scopes: [],
};

/** Asks as the gateway itself, which no caller can be. */
export async function askInternally(
  { subgraphUrl, transport, getToken }: AskInternallyOptions,
  path: string,
  body: object,
): Promise<{ readonly status: number; readonly text: string }> {
  const token = await getToken(gatewaySession, 'gateway');
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...currentTrace() };
  return transport.send({ url: new URL(path, subgraphUrl()), headers, body: JSON.stringify(body) });
}
