import type { Duplex } from 'node:stream';

/**
 * Answers a request for an upgrade with an HTTP status. Node took its own listeners off the socket: an error that nobody hears
 * ends the process.
 */
export function refuseUpgrade(
  socket: Duplex,
  status: '403 Forbidden' | '404 Not Found' | '503 Service Unavailable',
): void {
  socket.on('error', () => {
    socket.destroy();
  });
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`, () => {
    socket.destroy();
  });
}
