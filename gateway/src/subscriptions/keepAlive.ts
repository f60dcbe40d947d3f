import type { WebSocket } from 'ws';

/** Every socket is pinged once in as many seconds as there are slots. */
const slots = Array.from({ length: 12 }, () => new Map<WebSocket, boolean>());

let count = 0;
let at = 0;
let timer: NodeJS.Timeout | null = null;

/** Pings the sockets of one slot; ends those that have not answered since their last ping. */
function pingNext(): void {
  at = (at + 1) % slots.length;
  const slot = slots[at];
  for (const [socket, answered] of slot ?? []) {
    slot?.set(socket, false);
    if (answered) socket.ping();
    else socket.terminate();
  }
}

/**
 * Pings, and ends a socket whose other end has gone without a word: within 24 s. One timer serves thousands of sockets, a
 * twelfth of them at a time. Returns what stops it.
 */
export function keepAlive(socket: WebSocket): () => void {
  const slot = slots[count % slots.length];
  count += 1;
  slot?.set(socket, true);
  timer ??= setInterval(pingNext, 1000).unref();
  socket.on('pong', () => {
    if (slot?.has(socket)) slot.set(socket, true);
  });
  return () => {
    slot?.delete(socket);
    if (!timer || slots.some(({ size }) => size > 0)) return;
    clearInterval(timer);
    timer = null;
  };
}
