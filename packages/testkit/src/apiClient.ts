import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';

/** A GraphQL answer, before anybody knows its shape. */
export interface Answer<D = Record<string, unknown>> {
  readonly status: number;
  readonly data?: D | null;
  readonly errors?: readonly { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
}

/** Who a client is: a token (or API key) and the organization that it names. */
export interface Identity {
  readonly token?: string;
  readonly organization?: string;
}

const headersOf = ({ token, organization }: Identity) => ({
  ...(token && { authorization: `Bearer ${token}` }),
  ...(organization && { 'x-organization-id': organization }),
});

/** Sends one operation over HTTP and returns whatever came back. */
export async function send<D = Record<string, unknown>>(
  url: string,
  identity: Identity,
  operation: { query: string; variables?: Record<string, unknown>; operationName?: string },
): Promise<Answer<D>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headersOf(identity) },
    body: JSON.stringify(operation),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer<D>, 'status'>) };
}

/** Sends one operation and returns its data; throws on any error in the answer. */
export async function ask<D = Record<string, unknown>>(
  url: string,
  identity: Identity,
  operation: { query: string; variables?: Record<string, unknown>; operationName?: string },
): Promise<D> {
  const answer = await send<D>(url, identity, operation);
  if (answer.errors || !answer.data) throw new Error(`The graph answered ${JSON.stringify(answer)}`);
  return answer.data;
}

/** Every code among the errors of an answer, once. */
export const codesOf = ({ errors = [] }: Pick<Answer, 'errors'>): unknown[] => [
  ...new Set(errors.map(({ extensions }) => extensions['code'])),
];

/** A graphql-ws client of the same URL; dispose it. */
export function openSocket(url: string, identity: Identity): Client {
  return createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: headersOf(identity),
    retryAttempts: 0,
  });
}

/** Resolves when the server has accepted a client's socket. Ask before the client connects. */
export const connectionOf = (client: Client): Promise<void> =>
  new Promise((resolve) => {
    client.on('connected', () => {
      resolve();
    });
  });

/** Resolves to the code with which a client's socket is closed. Ask before it is. */
export const closeCodeOf = (client: Client): Promise<number> =>
  new Promise((resolve) => {
    client.on('closed', (event) => {
      resolve((event as { code: number }).code);
    });
  });
