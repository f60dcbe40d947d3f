import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  execute,
  parse,
  subscribe,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { listen } from '@prism/testkit/listen';
import { useServer } from 'graphql-ws/use/ws';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { WebSocketServer } from 'ws';

type Resolvers = NonNullable<
  Exclude<Extract<Parameters<typeof buildSubgraphSchema>[0], readonly unknown[]>[number], DocumentNode>['resolvers']
>;

export interface TestSubgraphOptions {
  readonly name: string;
  readonly typeDefs: string;
  readonly resolvers: Resolvers;
  /** How it serves subscriptions; default `ws`. */
  readonly subscriptions?: 'ws' | 'sse';
  /** Answers instead of GraphQL when it returns true. */
  readonly intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

export interface SeenRequest {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly headers: IncomingMessage['headers'];
}

export interface TestSubgraph {
  readonly name: string;
  readonly url: string;
  readonly typeDefs: DocumentNode;
  /** Everything that was asked over HTTP, oldest first. */
  readonly seen: SeenRequest[];
  /** The payloads of every connection_init. */
  readonly inits: unknown[];
  /** Closes all sockets with a code. */
  closeSockets(code: number): void;
  /** Drops all sockets without a word, as a crash would. */
  dropSockets(): void;
  openSockets(): number;
  close(): Promise<void>;
}

/** A real subgraph on a port of its own. */
export async function startSubgraph(options: TestSubgraphOptions): Promise<TestSubgraph> {
  const typeDefs = parse(
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@authenticated", "@requiresScopes", "@policy", "@inaccessible", "@interfaceObject", "@tag"])\n${options.typeDefs}`,
  );
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: options.resolvers }]);
  const documents = new Map<string, DocumentNode>();
  const seen: SeenRequest[] = [];
  const inits: unknown[] = [];

  const server = createServer((request, response) => {
    if (options.intercept?.(request, response)) return;
    void answer(request, response);
  });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') {
      response.writeHead(405).end();
      return;
    }
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const {
      query,
      variables = {},
      operationName,
    } = JSON.parse(text) as { query: string; variables?: Record<string, unknown>; operationName?: string };
    seen.push({ query, variables, headers: request.headers });
    let document = documents.get(query);
    if (!document) documents.set(query, (document = parse(query)));
    const args = {
      schema,
      document,
      variableValues: variables,
      operationName,
      contextValue: { headers: request.headers },
    };
    if (request.headers.accept === 'text/event-stream') {
      await sendEvents(args, response);
      return;
    }
    const errors = validate(schema, document);
    const result = errors.length > 0 ? { errors } : await execute(args);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
  };

  let sockets: WebSocketServer | undefined;
  if ((options.subscriptions ?? 'ws') === 'ws') {
    sockets = new WebSocketServer({ server, path: '/graphql' });
    useServer({ schema, onConnect: ({ connectionParams }) => void inits.push(connectionParams) }, sockets);
  }
  const listening = await listen(server);
  return {
    name: options.name,
    url: `${listening.url}/graphql`,
    typeDefs,
    seen,
    inits,
    closeSockets: (code) => {
      for (const socket of sockets?.clients ?? []) socket.close(code);
    },
    dropSockets: () =>
      sockets?.clients.forEach((socket) => {
        socket.terminate();
      }),
    openSockets: () => sockets?.clients.size ?? 0,
    async close() {
      sockets?.clients.forEach((socket) => {
        socket.terminate();
      });
      await listening.close();
    },
  };
}

async function sendEvents(
  args: { schema: GraphQLSchema; document: DocumentNode },
  response: ServerResponse,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n');
  const events = await subscribe(args);
  if (!(Symbol.asyncIterator in events)) {
    response.end(`event: next\ndata: ${JSON.stringify(events)}\n\nevent: complete\ndata:\n\n`);
    return;
  }
  response.once('close', () => void events.return(undefined));
  for await (const event of events)
    response.write(`event: next\ndata: ${JSON.stringify(event satisfies ExecutionResult)}\n\n`);
  response.end('event: complete\ndata:\n\n');
}
