import type { Server } from 'node:http';
import { randomUUID } from 'node:crypto';
import { PrismError } from '@prism/errors/errors';
import { GatheringSocket } from '@prism/net/gatheringSocket';
import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { LRUCache } from 'lru-cache';
import { WebSocketServer } from 'ws';
import type { Caller } from './authenticate.ts';
import { formatError } from './formatError.ts';
import type { RequestContext } from './requestContext.ts';

/**
 * More than the gateway takes from a client: a frame that is too large closes the socket, which all streams of a gateway share,
 * and a client whose operation did that would be told to connect again for ever.
 */
const maxPayload = 32 * 1024 * 1024;

/** Who opened a socket, or that the gateway shares it between callers: then every operation names its own. */
type Opener = Caller | 'perOperation';

/**
 * Serves graphql-ws at `/graphql` of an HTTP server, for the gateway only: `connection_init` carries an internal token as
 * `authorization`, anything else closes the socket with 4403. With `tokens: 'perOperation'` beside it, every operation
 * carries the token of its own caller as `extensions.authorization`, and is refused (UNAUTHENTICATED) without a valid one.
 * Returns what closes every socket (1001).
 */
export function serveSubscriptions<C extends RequestContext>(
  server: Server,
  {
    schema,
    authenticate,
    contextOf,
  }: {
    readonly schema: GraphQLSchema;
    readonly authenticate: (authorization: unknown) => Promise<Caller>;
    readonly contextOf: (caller: Caller, requestId: string) => C;
  },
): () => Promise<void> {
  const sockets = new WebSocketServer({ server, path: '/graphql', maxPayload, WebSocket: GatheringSocket });
  sockets.on('connection', (socket, { socket: stream }) => {
    socket.gather(stream);
  });
  const openers = new WeakMap<object, Opener>();
  const read = createReader(schema);
  const handler = useServer<{ authorization?: string; tokens?: string }>(
    {
      schema,
      onConnect: async ({ connectionParams, extra }) => {
        try {
          const caller = await authenticate(connectionParams?.authorization);
          openers.set(extra.socket, connectionParams?.tokens === 'perOperation' ? 'perOperation' : caller);
          return true;
        } catch (error) {
          if (error instanceof PrismError) return false;
          throw error;
        }
      },
      onSubscribe: async ({ extra }, _id, { query, operationName, variables, extensions }) => {
        const opener = openers.get(extra.socket);
        if (!opener) {
          extra.socket.close(CloseCode.Forbidden, 'Forbidden');
          throw new Error('A socket without a caller must not execute.');
        }
        try {
          const shared = opener === 'perOperation';
          const caller = shared ? await authenticate(extensions?.['authorization']) : opener;
          const requestId = shared ? extensions?.['x-request-id'] : undefined;
          const found = read(query);
          if ('errors' in found) return found.errors;
          const faults = findVariableFaults(schema, found.document, { operationName, variables });
          if (faults.length > 0) return faults;
          return {
            schema,
            document: found.document,
            operationName,
            variableValues: variables,
            contextValue: contextOf(caller, typeof requestId === 'string' ? requestId : randomUUID()),
          };
        } catch (error) {
          // Thrown on, it would close the socket, and with it the streams of everybody else.
          if (error instanceof PrismError) return [new GraphQLError(error.message, { originalError: error })];
          throw error;
        }
      },
      onError: (_context, _id, _payload, errors) => errors.map(toClientError),
      onNext: (_context, _id, _payload, _args, result) =>
        result.errors && {
          ...(result.data !== undefined && { data: result.data }),
          errors: result.errors.map(toClientError),
        },
    },
    sockets,
  );
  return async () => handler.dispose();
}

type Read = { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

/** Parses and validates. The gateway sends few different documents, thousands of times when everybody connects again. */
function createReader(schema: GraphQLSchema): (query: string) => Read {
  const known = new LRUCache<string, DocumentNode>({
    maxSize: 4 * 1024 * 1024,
    sizeCalculation: (_, query) => query.length + 1,
  });
  return (query) => {
    const found = known.get(query);
    if (found) return { document: found };
    try {
      const document = parse(query);
      const errors = validate(schema, document);
      if (errors.length > 0) return { errors };
      known.set(query, document);
      return { document };
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  };
}

/** What is wrong with an operation's variables. Left to the execution, it would look like a fault of ours. */
function findVariableFaults(
  schema: GraphQLSchema,
  document: DocumentNode,
  asked: {
    readonly operationName?: string | null | undefined;
    readonly variables?: Record<string, unknown> | null | undefined;
  },
): GraphQLError[] {
  const operation = getOperationAST(document, asked.operationName);
  const { errors = [] } = getVariableValues(schema, operation?.variableDefinitions ?? [], asked.variables ?? {});
  return errors.map(({ message }) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } }));
}

function toClientError(error: GraphQLError): GraphQLFormattedError {
  return formatError(error.toJSON(), error);
}
