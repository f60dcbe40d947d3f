import { ApolloClient, InMemoryCache, type TypedDocumentNode } from '@apollo/client';
import { ApolloLink } from '@apollo/client/link';
import { HttpLink } from '@apollo/client/link/http';
import { OperationTypeNode, parse } from 'graphql';
import { createResumingLink, type ResumingLinkOptions } from './resumingLink.ts';
import { createAutoTransport } from './transports/autoTransport.ts';
import { createEventStreamTransport } from './transports/eventStreamTransport.ts';
import { createMultipartTransport } from './transports/multipartTransport.ts';
import type { Transport } from './transports/transport.ts';
import { createWebSocketTransport } from './transports/webSocketTransport.ts';

/**
 * How subscriptions travel: `ws` over one socket for all (graphql-ws), `sse` and `multipart` as an HTTP answer for each, `auto`
 * over a socket or, where sockets are blocked, as server-sent events. All give the same events.
 */
export type PrismTransport = 'ws' | 'sse' | 'multipart' | 'auto';

/** Where the graph is and who asks. */
export interface PrismClientOptions {
  /** `https://…/graphql`; subscriptions go to the same address. */
  readonly url: string;
  /** A user's token or an API key, asked anew for each request and each connection. */
  readonly token: () => string | Promise<string>;
  /** The organization's id or slug. */
  readonly organization: string;
  /** Default `ws`. */
  readonly transport?: PrismTransport;
  /** Needed where there is no global WebSocket (Node before 22). */
  readonly webSocketImpl?: unknown;
  /** How long the graph may take to answer, or send nothing over an open stream, in milliseconds. Default 30 s. */
  readonly patienceMs?: number;
  /** How a subscription waits before it connects again, and who is told of it. */
  readonly retry?: Pick<ResumingLinkOptions, 'minDelayMs' | 'maxDelayMs' | 'onLost'>;
}

/** An Apollo Client on Prism: its cache, its links, and what closes its connections. */
export interface PrismClient {
  readonly client: ApolloClient;
  readonly close: () => Promise<void>;
}

interface CursorQuery {
  readonly document: TypedDocumentNode<object>;
  readonly pick: (data: object) => string;
}

/** Where to ask for the cursor of now, by the field that takes it. */
const cursorQueries: Readonly<Record<string, CursorQuery>> = {
  notificationReceived: {
    document: parse('query InboxCursor { notifications(first: 1) { cursor } }'),
    pick: (data) => (data as { notifications: { cursor: string } }).notifications.cursor,
  },
  taskChanged: {
    document: parse('query TaskChangeCursor { taskChangeCursor }'),
    pick: (data) => (data as { taskChangeCursor: string }).taskChangeCursor,
  },
};

/** Fields that begin with the present state, so that nothing is lost when they are opened anew. */
const stateFields = new Set(['unreadCount', 'presence', 'ingestionProgress']);

const defaultPatienceMs = 30_000;

/**
 * Builds a client whose subscriptions survive lost connections and restarts of the graph, over any transport. Those with a
 * cursor (`notificationReceived`, `taskChanged`) miss nothing and get nothing twice; those of the present state get it again.
 */
export function createPrismClient(options: PrismClientOptions): PrismClient {
  const { url, token, organization, retry } = options;
  const headers = async () => ({ authorization: `Bearer ${await token()}`, 'x-organization-id': organization });
  const http = new HttpLink({
    uri: url,
    fetch: async (target, init) => fetch(target, { ...init, headers: { ...headersOf(init), ...(await headers()) } }),
  });
  const transport = makeTransport(options, headers);
  const currentCursor = async (field: string): Promise<string | null> => {
    const query = cursorQueries[field];
    if (!query) return null;
    const { data } = await client.query({ query: query.document, fetchPolicy: 'network-only' });
    if (data === undefined) throw new Error('The graph gave no cursor to start from.');
    return query.pick(data);
  };
  const authorization = async () => (await headers()).authorization;
  const live = createResumingLink({ ...retry, currentCursor, stateFields, authorization }).concat(transport.link);
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, live, http),
  });
  return {
    client,
    close: async () => {
      client.stop();
      await transport.close();
    },
  };
}

function makeTransport(
  { url, transport = 'ws', patienceMs = defaultPatienceMs, webSocketImpl }: PrismClientOptions,
  headers: () => Promise<Record<string, string>>,
): Transport {
  const common = { url, headers, patienceMs };
  const ws = (onOpen?: () => void) => createWebSocketTransport({ ...common, webSocketImpl, onOpen });
  const sse = (onOpen?: () => void) => createEventStreamTransport({ ...common, onOpen });
  const make: Record<PrismTransport, () => Transport> = {
    ws,
    sse,
    multipart: () => createMultipartTransport(common),
    auto: () => createAutoTransport(ws, sse),
  };
  return make[transport]();
}

function headersOf(init: RequestInit | undefined): Record<string, string> {
  return Object.fromEntries(new Headers(init?.headers));
}
