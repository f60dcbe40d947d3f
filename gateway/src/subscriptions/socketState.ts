import type { IncomingHttpHeaders } from 'node:http';
import type { WebSocket } from 'ws';
import type { RequestContext } from '../execution/requestContext.ts';

/** What is known of a socket; the context once its connection_init was accepted. */
export interface SocketState {
  readonly socket: WebSocket;
  /** What the client sent to open it, until it has said who it is. */
  upgrade: IncomingHttpHeaders | null;
  context: RequestContext | null;
}
