import type { WebSocket } from 'ws';
import { closeCodes } from './closeCodes.ts';
import { closeSocket } from './closeSocket.ts';
import { flushFrames, sendSoon } from './outbox.ts';
import { createEndingStream } from './endingStream.ts';
import type { Subscriber } from './sharedStreams.ts';

export interface SocketStreamOptions {
  readonly socket: WebSocket;
  /** The client's id of the subscription. */
  readonly id: string;
  /** How much may wait for the client to read it, in bytes. */
  readonly bufferBytes: number;
  readonly join: (subscriber: Subscriber) => () => void;
}

/**
 * A subscription over a socket. Its events go straight to the socket, as text that all who share a stream have in common; what
 * is pulled is only its end. So an event costs a client no more than the frame, and nothing waits but in the socket itself: a
 * client that lets too much wait there is told to resume.
 */
export function streamToSocket({ socket, id, bufferBytes, join }: SocketStreamOptions): AsyncGenerator<never, void> {
  const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  let leave: (() => void) | null = null;
  const check = (): void => {
    if (socket.bufferedAmount <= bufferBytes) return;
    closeSocket(socket, closeCodes.overflow);
    leave?.();
  };
  return createEndingStream((ending) => {
    leave = join({
      next: ({ text }) => {
        if (socket.readyState === socket.OPEN) sendSoon(socket, `${head}${text}}`, check);
      },
      end: () => {
        flushFrames();
        ending.end();
      },
      fail: (refusal) => {
        flushFrames();
        ending.fail(refusal);
      },
      comeBack: (closing) => {
        closeSocket(socket, closing);
      },
    });
    return leave;
  });
}
