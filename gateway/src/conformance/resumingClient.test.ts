import { createPrismClient, type PrismClient, type PrismTransport } from '@prism/client/createPrismClient';
import { startTcpProxy, type TcpProxy } from '@prism/testkit/tcpProxy';
import { until } from '@prism/testkit/until';
import { parse } from 'graphql';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { config } from 'rxjs';
import { WebSocket } from 'ws';
import type { Gateway } from '../options.ts';
import { createGateway } from '../server.ts';
import { startFeed, type Feed } from '../testing/feed.ts';

// What an application gets from `createPrismClient` over each transport, while the gateway restarts and connections break.

const received = parse('subscription ($after: String) { notificationReceived(after: $after) { cursor } }');
const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

let feed: Feed;
let gateway: Gateway;
let proxy: TcpProxy;
const clients: PrismClient[] = [];
let tokens = 0;

beforeEach(async () => {
  feed = await startFeed();
  gateway = await createGateway({ supergraphSdl: feed.supergraphSdl });
  proxy = await startTcpProxy(Number(new URL(gateway.url).port));
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map(({ close }) => close()));
  await proxy.close();
  await gateway.close();
  await until(() => feed.open() === 0);
  await feed.close();
});

/** Stops the gateway and starts another at the same address. */
async function restart(): Promise<void> {
  const port = Number(new URL(gateway.url).port);
  await gateway.close();
  gateway = await createGateway({ supergraphSdl: feed.supergraphSdl, port });
}

function clientOf(transport: PrismTransport, port = proxy.port): PrismClient {
  const made = createPrismClient({
    url: `http://127.0.0.1:${String(port)}/graphql`,
    token: () => `token-${String((tokens += 1))}`,
    organization: 'acme',
    transport,
    webSocketImpl: WebSocket,
    retry: { minDelayMs: 10, maxDelayMs: 200 },
  });
  clients.push(made);
  return made;
}

interface Heard {
  readonly cursors: string[];
  readonly errors: unknown[];
  readonly stop: () => void;
}

function listen({ client }: PrismClient, each: (cursor: string) => void = () => undefined): Heard {
  const cursors: string[] = [];
  const errors: unknown[] = [];
  const running = client.subscribe({ query: received }).subscribe({
    next: ({ data, error }) => {
      if (error) errors.push(error);
      const cursor = (data as { notificationReceived: { cursor: string } } | undefined)?.notificationReceived.cursor;
      if (cursor === undefined) return;
      cursors.push(cursor);
      each(cursor);
    },
    error: (error: unknown) => errors.push(error),
  });
  return {
    cursors,
    errors,
    stop: () => {
      running.unsubscribe();
    },
  };
}

describe.each(['ws', 'sse', 'multipart', 'auto'] as const)('over %s', (transport) => {
  test('gives each event once, in order, while the gateway restarts and connections are cut', async () => {
    const heard = listen(clientOf(transport));
    await until(() => feed.open() === 1);
    for (let event = 1; event <= 300; event += 1) {
      feed.add();
      if (event % 100 === 0) await restart();
      else if (event % 30 === 0) proxy.cut();
      if (event % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await until(() => heard.cursors.length >= 300);
    // The last event shows that nothing else was on its way.
    feed.add();
    await until(() => heard.cursors.includes('301'));
    expect(heard.cursors).toEqual(numbers(301));
    expect(heard.errors).toEqual([]);
    heard.stop();
    await until(() => feed.open() === 0);
  });

  test('resumes from the moment of subscribing when the connection is lost before the first event', async () => {
    for (let event = 0; event < 5; event += 1) feed.add();
    const heard = listen(clientOf(transport));
    await until(() => feed.open() === 1);
    proxy.cut();
    feed.add();
    await until(() => heard.cursors.length > 0);
    expect(heard.cursors).toEqual(['6']);
  });

  test('an application that throws at an event gets the next', async () => {
    const thrown: unknown[] = [];
    config.onUnhandledError = (error) => thrown.push(error);
    const heard = listen(clientOf(transport), (cursor) => {
      if (cursor === '2') throw new Error('The application failed.');
    });
    await until(() => feed.open() === 1);
    for (let event = 0; event < 3; event += 1) feed.add();
    await until(() => heard.cursors.length === 3 && thrown.length === 1);
    config.onUnhandledError = null;
    expect([heard.cursors, heard.errors]).toEqual([numbers(3), []]);
  });

  test('a subscription of the present state is opened anew', async () => {
    feed.add();
    const counts: unknown[] = [];
    const query = parse('subscription { unreadCount }');
    clientOf(transport)
      .client.subscribe({ query })
      .subscribe(({ data }) => counts.push((data as { unreadCount: number }).unreadCount));
    await until(() => counts.length === 1);
    await restart();
    await until(() => counts.length === 2);
    feed.add();
    await until(() => counts.length === 3);
    expect(counts).toEqual([1, 1, 2]);
  });

  test('a refusal of the graph ends the subscription', async () => {
    const query = parse('subscription { refused(code: "FORBIDDEN") }');
    const error = await new Promise((resolve) => {
      clientOf(transport)
        .client.subscribe({ query })
        .subscribe({
          next: (result) => {
            resolve(result.error);
          },
          error: resolve,
        });
    });
    expect(error).toMatchObject({ name: 'CombinedGraphQLErrors', errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });
});

describe('auto', () => {
  /** What stands between where sockets are blocked: a proxy that knows plain HTTP only. */
  async function startHttpOnly(): Promise<{ port: number; close: () => void; upgrades: () => number }> {
    let upgrades = 0;
    const server: Server = createServer((request, response) => {
      const { url, method, headers } = request;
      const onward = httpRequest({ port: proxy.port, host: '127.0.0.1', path: url, method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      response.on('close', () => onward.destroy());
      request.pipe(onward);
    });
    server.on('upgrade', (_request, socket) => {
      upgrades += 1;
      socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
      port: (server.address() as AddressInfo).port,
      upgrades: () => upgrades,
      close: () => {
        server.closeAllConnections();
        server.close();
      },
    };
  }

  test('uses server-sent events where sockets are blocked, and stays with them', async () => {
    const between = await startHttpOnly();
    const heard = listen(clientOf('auto', between.port));
    await until(() => feed.open() === 1);
    for (let event = 0; event < 20; event += 1) {
      feed.add();
      if (event === 9) await restart();
    }
    await until(() => heard.cursors.length === 20);
    expect([heard.cursors, between.upgrades()]).toEqual([numbers(20), 1]);
    heard.stop();
    between.close();
  });

  test('stays with sockets while the gateway is away', async () => {
    const heard = listen(clientOf('auto'));
    await until(() => feed.open() === 1);
    await restart();
    feed.add();
    await until(() => heard.cursors.length === 1);
    await until(async () => {
      const text = await (await fetch(new URL('/metrics', gateway.url))).text();
      return /^prism_gateway_sockets 1$/m.test(text) && /^prism_gateway_http_streams 0$/m.test(text);
    });
  });
});
