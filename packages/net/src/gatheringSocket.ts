import type { Socket } from 'node:net';
import { WebSocket } from 'ws';

/** What may wait for a slow reader before senders are made to wait as well, in bytes. */
const patientBytes = 1024 * 1024;

/**
 * A server's socket whose frames of one turn of the event loop leave with one write. A write for every frame costs more than
 * all else that is done for an event, on both ends. Who sends is held up only once the other end is behind.
 */
export class GatheringSocket extends WebSocket {
  #stream: Socket | null = null;

  /** Gathers from now on; `stream` is the connection below. */
  gather(stream: Socket): void {
    this.#stream = stream;
  }

  /** Like `ws`'s own, but what is called back is that the frame is on its way, not that it has left. */
  override send(data: string, done?: unknown): void {
    const stream = this.#stream;
    if (stream?.writableCorked === 0) {
      stream.cork();
      setImmediate(() => {
        stream.uncork();
      });
    }
    const sent = typeof done === 'function' ? (done as (error?: Error) => void) : undefined;
    if (!sent || this.bufferedAmount >= patientBytes) {
      super.send(data, sent);
      return;
    }
    super.send(data);
    sent();
  }
}
