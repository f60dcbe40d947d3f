import { upstreamUnavailable } from '@prism/errors/errors';
import { WebSocket } from 'ws';
import { keepAlive } from './keepAlive.ts';
import { NoWebSocket, StreamLost } from './streamErrors.ts';

type Headers = Readonly<Record<string, string>>;

/** A message of graphql-transport-ws. */
export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A connection to a subgraph that speaks graphql-transport-ws, whatever is said over it. */
export interface ProtocolSocket {
  /** Says nothing on a connection that is closed. */
  send(message: Message): void;
  close(): void;
}

export interface ProtocolSocketOptions {
  readonly url: string;
  /** Until the subgraph has taken the connection, in milliseconds; as long again until it has accepted the caller. */
  readonly connectTimeout: number;
  /** The payload of `connection_init`. */
  readonly init: () => Promise<Headers>;
}

/** Who hears what comes. `onClose` is called once, with the reason; nothing comes before `onAccept`. */
export interface ProtocolListener {
  readonly onAccept: () => void;
  readonly onMessage: (message: Message) => void;
  readonly onClose: (reason: Error) => void;
}

const notAcceptable = 4406;

/** Connects at once, and answers pings. A connection whose other end has gone without a word is closed. */
export function openProtocolSocket(
  { url, connectTimeout, init }: ProtocolSocketOptions,
  { onAccept, onMessage, onClose }: ProtocolListener,
): ProtocolSocket {
  const socket = new WebSocket(url, 'graphql-transport-ws', {
    handshakeTimeout: connectTimeout,
    perMessageDeflate: false,
  });
  let lastError = '';
  let stopPings: (() => void) | null = null;
  const giveUp = (why: string): void => {
    lastError = why;
    socket.terminate();
  };
  const ackTimer = setTimeout(() => {
    giveUp('It did not accept the connection in time.');
  }, connectTimeout * 2);
  const send = (message: Message): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };

  socket.on('open', () => {
    init().then(
      (payload) => {
        send({ type: 'connection_init', payload });
      },
      (error: unknown) => {
        giveUp(String(error));
      },
    );
  });
  socket.on('message', (data: Buffer) => {
    const message = parse(data);
    if (!message) {
      socket.close(4004, 'Bad response');
    } else if (message.type === 'connection_ack') {
      clearTimeout(ackTimer);
      stopPings ??= keepAlive(socket);
      onAccept();
    } else if (message.type === 'ping') {
      send({ type: 'pong' });
    } else {
      onMessage(message);
    }
  });
  socket.on('error', (error) => {
    lastError = error.message;
  });
  socket.on('close', (code) => {
    clearTimeout(ackTimer);
    stopPings?.();
    onClose(stopPings ? new StreamLost('The subgraph closed the connection.') : toConnectError(code, lastError));
  });
  return {
    send,
    close: () => {
      socket.close(1000);
    },
  };
}

function parse(data: Buffer): Message | null {
  try {
    const message: unknown = JSON.parse(data.toString());
    return message !== null && typeof message === 'object' && 'type' in message ? (message as Message) : null;
  } catch {
    return null;
  }
}

function toConnectError(code: number, lastError: string): Error {
  // The words of `ws` for an HTTP answer and for a server that chose no or another protocol.
  const speaksHttpOnly = /unexpected server response|subprotocol/i.test(lastError);
  if (code === notAcceptable || speaksHttpOnly) return new NoWebSocket(lastError);
  return upstreamUnavailable('A part of the graph did not answer. Try again.', {
    cause: new Error(lastError || `closed with ${String(code)}`),
  });
}
