import type { WebSocket } from 'ws';
import { closeCodes } from './closeCodes.ts';
import { closeSocket } from './closeSocket.ts';
import { flushFrames, sendSoon } from './outbox.ts';
import { createEventBuffer } from './eventBuffer.ts';
import type { PlanSubscriber } from './subscribe.ts';

export interface SocketStreamOptions {
  readonly socket: WebSocket;
  /** The client's id of the subscription. */
  readonly id: string;
  /** How much may wait for the client to read it, in bytes. */
  readonly bufferBytes: number;
  readonly join: (subscriber: PlanSubscriber) => () => void;
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
  return createEventBuffer<never>({
    limit: 0,
    onOverflow: () => undefined,
    onClose: () => leave?.(),
    start: (sink) => {
      leave = join({
        next: ({ text }) => {
          if (socket.readyState !== socket.OPEN) return;
          sendSoon(socket, `${head}${text}}`, check);
        },
        end: () => {
          flushFrames();
          sink.end();
        },
        fail: (error) => {
          flushFrames();
          sink.fail(error);
        },
        lost: () => {
          closeSocket(socket, closeCodes.lost);
        },
        overflow: () => {
          closeSocket(socket, closeCodes.overflow);
        },
        reload: () => {
          closeSocket(socket, closeCodes.reloaded);
        },
      });
    },
  });
}
