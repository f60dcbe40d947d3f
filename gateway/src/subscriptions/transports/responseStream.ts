import type { ServerResponse } from 'node:http';
import { openHttpStreams } from '../../http/metrics.ts';
import { closingToJson, type StreamClosing } from './brokenStream.ts';
import type { Framing } from './framings.ts';

/** How long a client that reads no more may keep the last words of its stream waiting, in milliseconds. */
const lastWordsMs = 5_000;

/** A stream of results to one client, over an HTTP response. After its end nothing more is written. */
export interface ResponseStream {
  /** Sends a result, from its JSON, and resolves once there is room for the next: the client's pace is the writer's. */
  send(json: string): Promise<void>;
  complete(): void;
  /** Says why there is no more, and ends the connection: the next one may go to another gateway. */
  breakOff(closing: StreamClosing): void;
  /** Whether it is over, because of either side. */
  isOver(): boolean;
  /** Calls back once, when the stream is over: at once when it is. */
  onOver(callback: () => void): void;
}

/** Starts the answer: headers, opening, heartbeats. */
export function openResponseStream(
  response: ServerResponse,
  framing: Framing,
  headers: Readonly<Record<string, number | string | string[] | undefined>>,
): ResponseStream {
  const listeners: (() => void)[] = [];
  let over = false;
  openHttpStreams.inc();
  const heartbeat = setInterval(() => {
    // Whoever has not taken the last one needs no other.
    if (!response.writableNeedDrain) response.write(framing.heartbeat);
  }, framing.heartbeatMs);

  const finish = (): boolean => {
    if (over) return false;
    over = true;
    clearInterval(heartbeat);
    for (const listener of listeners.splice(0)) listener();
    return true;
  };
  response.once('close', () => {
    openHttpStreams.dec();
    finish();
  });
  response.on('error', finish);

  response.writeHead(200, {
    ...withoutUndefined(headers),
    'content-type': framing.contentType,
    // Nothing between may keep, pack or hold back what is live; the last is for nginx.
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  response.write(framing.opening);

  return {
    async send(json) {
      if (over || response.write(framing.next(json))) return;
      await room(response);
    },
    complete() {
      if (finish()) response.end(framing.complete);
    },
    breakOff(closing) {
      if (!finish()) return;
      const { socket } = response;
      const cut = setTimeout(() => socket?.destroy(), lastWordsMs);
      socket?.once('close', () => {
        clearTimeout(cut);
      });
      response.end(framing.broken(closingToJson(closing)), () => socket?.end());
    },
    isOver: () => over,
    onOver(callback) {
      if (over) callback();
      else listeners.push(callback);
    },
  };
}

/** Resolves when the client has taken what was written, or is gone. */
function room(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

function withoutUndefined<T>(record: Readonly<Record<string, T | undefined>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter((entry): entry is [string, T] => entry[1] !== undefined));
}
