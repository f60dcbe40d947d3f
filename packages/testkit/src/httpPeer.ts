import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

import { listen } from './listen.ts';

/** How the receiver answers one request. */
export type HttpBehaviour =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** Takes the request and never answers. */
  | { readonly kind: 'hang' }
  /** Answers with this status, and with a body that comes a byte at a time and never ends. */
  | { readonly kind: 'drip'; readonly status: number }
  /** Answers with this status, and with a body that comes as fast as it is read and never ends. */
  | { readonly kind: 'flood'; readonly status: number }
  /** Resets the connection instead of an answer. */
  | { readonly kind: 'drop' };

/** A request as it arrived. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** How it was answered. */
  readonly answer: HttpBehaviour;
}

/** An HTTP receiver of a test that misbehaves on demand. */
export interface HttpPeer {
  /** `http://127.0.0.1:…`, without a path. */
  readonly url: string;
  /** What arrived so far, whatever was answered. */
  readonly requests: readonly HttpRequest[];
  /** How the next requests are answered, in this order; afterwards as `behaveAlways` says. */
  behave(...how: readonly HttpBehaviour[]): void;
  /** How every other request is answered; 200 unless told. */
  behaveAlways(how: HttpBehaviour): void;
  /** Answers what follows as `behaveAlways` says: forgets the rest of what `behave` said. */
  behaveAgain(): void;
  /** Forgets what arrived and how to behave. */
  readonly reset: () => void;
  readonly close: () => Promise<void>;
}

const well: HttpBehaviour = { kind: 'answer', status: 200, body: 'ok' };

/** Starts a receiver on a free port. */
export async function startHttpPeer(): Promise<HttpPeer> {
  const requests: HttpRequest[] = [];
  const next: HttpBehaviour[] = [];
  let always = well;
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(request);
    const how = next.shift() ?? always;
    requests.push({
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body,
      answer: how,
    });
    answer(response, how);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  // Whoever calls ends its idle connections: one that the peer ends at the moment of the next request is a failure that no test meant.
  server.keepAliveTimeout = 0;
  const { url, close } = await listen(server);
  return {
    url,
    requests,
    behave: (...how) => next.push(...how),
    behaveAlways: (how) => {
      always = how;
    },
    behaveAgain: () => {
      next.length = 0;
    },
    reset: () => {
      requests.length = 0;
      next.length = 0;
      always = well;
    },
    close,
  };
}

function answer(response: ServerResponse, how: HttpBehaviour): void {
  if (how.kind === 'hang') return;
  if (how.kind === 'drop') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (how.kind === 'answer') {
    response.writeHead(how.status, how.headers).end(how.body);
    return;
  }
  response.writeHead(how.status);
  if (how.kind === 'drip') drip(response);
  else flood(response);
}

function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write('.'), 20);
  response.on('close', () => {
    clearInterval(timer);
  });
}

const chunk = Buffer.alloc(64 * 1024, '#');

function flood(response: ServerResponse): void {
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
}
