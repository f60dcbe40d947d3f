import type { WebSocket } from 'ws';
import type { Closing } from './closeCodes.ts';
import { flushFrames } from './outbox.ts';

/** How long the other end may take to answer a close, in milliseconds. */
const closingMs = 5_000;

/** Closes a socket, and ends it if the other end does not take the close: what waits for it is freed then. */
export function closeSocket(socket: WebSocket, [code, reason]: Closing): void {
  if (socket.readyState !== socket.OPEN) return;
  // What came before is to arrive before.
  flushFrames();
  socket.close(code, reason);
  const timer = setTimeout(() => {
    socket.terminate();
  }, closingMs).unref();
  socket.once('close', () => {
    clearTimeout(timer);
  });
}
