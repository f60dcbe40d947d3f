import type { ServerResponse } from 'node:http';
import { openHttpStreams } from '../../http/metrics.ts';
import { closeCodes, type Closing } from '../closeCodes.ts';
import { closingToJson } from './closingToJson.ts';
import type { Framing } from './framings.ts';

/** How long a client that reads no more may keep the last words of its stream waiting, in milliseconds. */
const lastWordsMs = 5_000;

/** A stream of results to one client, over an HTTP response. After its end nothing more is written. */
export interface ResponseStream {
  /** Sends a result, from its JSON. A client that lets too much wait is told to resume. */
  send(json: string): void;
  complete(): void;
  /** Says why there is no more, and ends the connection: the next one may go to another gateway. */
  breakOff(closing: Closing): void;
  /** Calls back once, when the stream is over: at once when it is. */
  onOver(callback: () => void): void;
}

export interface ResponseStreamOptions {
  readonly framing: Framing;
  readonly headers: Readonly<Record<string, number | string | string[] | undefined>>;
  /** How much may wait for the client to read it, in bytes. */
  readonly bufferBytes: number;
}

/** Starts the answer: headers, opening, heartbeats. */
export function openResponseStream(
  response: ServerResponse,
  { framing, headers, bufferBytes }: ResponseStreamOptions,
): ResponseStream {
  const listeners: (() => void)[] = [];
  // A client that went while it was looked up is heard of no more.
  let over = response.closed;
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
  if (over) {
    clearInterval(heartbeat);
  } else {
    begin(response, framing, headers);
    response.on('error', finish);
    response.once('close', finish);
  }

  const breakOff = (closing: Closing): void => {
    if (!finish()) return;
    const { socket } = response;
    const cut = setTimeout(() => socket?.destroy(), lastWordsMs);
    socket?.once('close', () => {
      clearTimeout(cut);
    });
    response.end(framing.broken(closingToJson(closing)), () => socket?.end());
  };

  return {
    send(json) {
      if (over) return;
      response.write(framing.next(json));
      if (response.writableLength > bufferBytes) breakOff(closeCodes.overflow);
    },
    complete() {
      if (finish()) response.end(framing.complete);
    },
    breakOff,
    onOver(callback) {
      if (over) callback();
      else listeners.push(callback);
    },
  };
}

function begin(response: ServerResponse, framing: Framing, headers: ResponseStreamOptions['headers']): void {
  openHttpStreams.inc();
  response.once('close', () => {
    openHttpStreams.dec();
  });
  response.writeHead(200, {
    ...withoutUndefined(headers),
    'content-type': framing.contentType,
    // Nothing between may keep, pack or hold back what is live; the last is for nginx.
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  response.write(framing.opening);
}

function withoutUndefined<T>(record: Readonly<Record<string, T | undefined>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter((entry): entry is [string, T] => entry[1] !== undefined));
}
