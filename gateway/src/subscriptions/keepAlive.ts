import type { WebSocket } from 'ws';

const keepAliveMs = 12_000;

/** Pings, and ends a socket whose other end has gone without a word. Returns what stops it. */
export function keepAlive(socket: WebSocket): () => void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
  }, keepAliveMs);
  return () => {
    clearInterval(timer);
  };
}
