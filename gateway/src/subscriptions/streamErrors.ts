import type { GraphQLError } from 'graphql';

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
