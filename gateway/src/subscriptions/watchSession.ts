import { PrismError } from '@prism/errors/errors';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Sessions } from '../auth/sessions.ts';
import type { RequestContext } from '../execution/requestContext.ts';
import { closeCodes, forbiddenCode } from './closeCodes.ts';

/** What is known of a socket; headers and context once its connection_init was accepted. */
export interface SocketState {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  headers?: IncomingHttpHeaders;
  context?: RequestContext;
}

/** Closes the socket when its session is over or has changed: what it may hear is decided anew when it comes back. */
export function watchSession(state: SocketState, sessions: Sessions | null): () => void {
  if (!sessions) return () => undefined;
  const check = async (): Promise<void> => {
    const { socket, headers, context } = state;
    if (!headers || !context) return;
    try {
      const caller = await sessions.resolve(headers);
      if (caller?.identityKey !== context.identityKey) socket.close(...closeCodes.changed);
    } catch (error) {
      const isOver = error instanceof PrismError && error.code !== 'UPSTREAM_UNAVAILABLE';
      if (isOver) socket.close(forbiddenCode, 'Forbidden: the session is over');
      else socket.close(...closeCodes.unavailable);
    }
  };
  return sessions.onInvalidated((actorId) => {
    if (actorId === null || actorId === state.context?.session?.actor.id) void check();
  });
}

const longestTimer = 2 ** 31 - 1;

/** A socket lives no longer than the token that opened it: the client connects again with a fresh one. */
export function closeAtExpiry(socket: WebSocket, expiresAt: number): void {
  const left = expiresAt - Date.now();
  // A socket that went while its session was looked up closes no more, and nothing would clear the timer.
  if (left > longestTimer || socket.readyState === socket.CLOSED) return;
  const timer = setTimeout(() => {
    socket.close(forbiddenCode, 'Forbidden: the token has expired');
  }, left);
  socket.once('close', () => {
    clearTimeout(timer);
  });
}
