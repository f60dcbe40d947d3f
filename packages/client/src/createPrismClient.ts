import { ApolloClient, InMemoryCache, type TypedDocumentNode } from '@apollo/client';
import { ApolloLink } from '@apollo/client/link';
import { HttpLink } from '@apollo/client/link/http';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode, parse } from 'graphql';
import { createClient } from 'graphql-ws';
import { createResumingLink, type ResumingLinkOptions } from './resumingLink.ts';

/** Where the graph is and who asks. */
export interface PrismClientOptions {
  /** `https://…/graphql`; subscriptions go to the same address over WebSocket. */
  readonly url: string;
  /** A user's token or an API key, asked anew for each request and each connection. */
  readonly token: () => string | Promise<string>;
  /** The organization's id or slug. */
  readonly organization: string;
  /** Needed where there is no global WebSocket (Node before 22). */
  readonly webSocketImpl?: unknown;
  /** How lost streams are resumed, where the defaults do not fit. */
  readonly resuming?: Omit<ResumingLinkOptions, 'currentCursor'>;
}

/** An Apollo Client on Prism: its cache, its links, and what closes its socket. */
export interface PrismClient {
  readonly client: ApolloClient;
  readonly close: () => Promise<void>;
}

const cursorQuery: TypedDocumentNode<{ notifications: { cursor: string } }> = parse(
  'query InboxCursor { notifications(first: 1) { cursor } }',
);

/** Builds a client whose `notificationReceived` survives lost connections: nothing missed, nothing twice. */
export function createPrismClient({
  url,
  token,
  organization,
  webSocketImpl,
  resuming,
}: PrismClientOptions): PrismClient {
  const headers = async () => ({ authorization: `Bearer ${await token()}`, 'x-organization-id': organization });
  const http = new HttpLink({
    uri: url,
    fetch: async (target, init) => fetch(target, { ...init, headers: { ...headersOf(init), ...(await headers()) } }),
  });
  const socket = createClient({
    url: url.replace(/^http/, 'ws'),
    connectionParams: headers,
    // The resuming link tries again, with the cursor; the socket's own retries would start from the first one.
    retryAttempts: 0,
    ...(webSocketImpl !== undefined && { webSocketImpl }),
  });
  const currentCursor = async (): Promise<string> => {
    const { data } = await client.query({
      query: cursorQuery,
      fetchPolicy: 'network-only',
    });
    if (!data) throw new Error('The graph gave no cursor to start from.');
    return data.notifications.cursor;
  };
  const live = createResumingLink({ ...resuming, currentCursor }).concat(new GraphQLWsLink(socket));
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, live, http),
  });
  return {
    client,
    close: async () => {
      client.stop();
      await socket.dispose();
    },
  };
}

function headersOf(init: RequestInit | undefined): Record<string, string> {
  return Object.fromEntries(new Headers(init?.headers));
}
