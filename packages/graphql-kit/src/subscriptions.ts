import type { Server } from 'node:http';
import { randomUUID } from 'node:crypto';
import { PrismError } from '@prism/errors/errors';
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Caller } from './authenticate.ts';
import { formatError } from './formatError.ts';
import type { RequestContext } from './requestContext.ts';

/**
 * More than the gateway takes from a client: a frame that is too large closes the socket, which all streams of a caller share,
 * and a client whose operation did that would be told to connect again for ever.
 */
const maxPayload = 32 * 1024 * 1024;

/**
 * Serves graphql-ws at `/graphql` of an HTTP server, for the gateway only: `connection_init` carries the internal token as
 * `authorization`, anything else closes the socket with 4403. Returns what closes every socket (1001).
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
  const sockets = new WebSocketServer({ server, path: '/graphql', maxPayload });
  const callers = new WeakMap<object, Caller>();
  const handler = useServer<{ authorization?: string }>(
    {
      schema,
      onConnect: async ({ connectionParams, extra }) => {
        try {
          callers.set(extra.socket, await authenticate(connectionParams?.authorization));
          return true;
        } catch (error) {
          if (error instanceof PrismError) return false;
          throw error;
        }
      },
      context: ({ extra }) => {
        const caller = callers.get(extra.socket);
        if (!caller) {
          extra.socket.close(CloseCode.Forbidden, 'Forbidden');
          throw new Error('A socket without a caller must not execute.');
        }
        return contextOf(caller, randomUUID());
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

function toClientError(error: GraphQLError): GraphQLFormattedError {
  return formatError(error.toJSON(), error);
}
