import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Engine } from '../execution/engine.ts';
import type { RequestContext } from '../execution/requestContext.ts';

/** The stream cannot be had: its errors go to the subscriber and end the subscription, not the socket. */
export class StreamRefused extends Error {
  override readonly name = 'StreamRefused';
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super(errors[0]?.message ?? 'The stream was refused.');
    this.errors = errors;
  }
}

/** The connection to the subgraph broke in the middle of a stream. The subscriber must come back and resume. */
export class StreamLost extends Error {
  override readonly name = 'StreamLost';
}

/** The subgraph has no WebSocket at its address; something else may be tried. */
export class NoWebSocket extends Error {
  override readonly name = 'NoWebSocket';
}

/** What the subscriber may know of why there is no stream, or no more of it. */
export function toRefusal(error: unknown, engine: Engine, context: RequestContext): StreamRefused {
  const errors = error instanceof StreamRefused ? error.errors : [error as GraphQLError];
  return new StreamRefused(engine.toClientResult({ errors }, context).errors ?? []);
}

/** Marked as a subgraph's, the way that Apollo's executor marks them. */
export function toSubgraphError({ message, extensions }: GraphQLFormattedError): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions, serviceName: '' } });
}
