import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '@prism/testkit/until';
import { buildSchema, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import WebSocket, { WebSocketServer } from 'ws';
import { createPrismClient, type PrismClient } from './createPrismClient.ts';

const subscription = parse('subscription ($after: String) { notificationReceived(after: $after) { cursor } }');
const schema = buildSchema(`
  type Query { ok: Boolean }
  type Subscription { notificationReceived(after: String): Event! }
  type Event { cursor: String! }
`);
const eventCount = 200;

/** A peer that numbers its events and keeps the contract: what comes after the cursor, in order. */
async function startPeer(options: { refuse: boolean }) {
  let now = 0;
  let open = true;
  let streams = 0;
  const http: Server = createServer((_request, response) => {
    response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ data: { notifications: { cursor: String(now) } } }));
  });
  const sockets = new WebSocketServer({ server: http, path: '/graphql' });
  useServer(
    {
      schema,
      onConnect: () => !options.refuse,
      roots: {
        subscription: {
          async *notificationReceived({ after }: { after: string }) {
            streams += 1;
            for (let position = Number(after) + 1; position <= eventCount; position += 1) {
              while (position > now && open) await sleep(1);
              if (!open) return;
              yield { notificationReceived: { cursor: String(position) } };
            }
            while (open) await sleep(20);
          },
        },
      },
    },
    sockets,
  );
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((http.address() as AddressInfo).port)}/graphql`,
    advance: () => (now += 1),
    /** How many were opened so far. */
    streams: () => streams,
    cutAll: () => {
      for (const socket of sockets.clients) socket.terminate();
    },
    close: () => {
      open = false;
      sockets.close();
      http.closeAllConnections();
      http.close();
    },
  };
}

const clientOf = (url: string): PrismClient =>
  createPrismClient({ url, token: () => 'token', organization: 'acme', webSocketImpl: WebSocket });

test('gives each event once and in order while connections are cut', async () => {
  const peer = await startPeer({ refuse: false });
  const prism = clientOf(peer.url);
  const seen: string[] = [];
  const running = prism.client.subscribe({ query: subscription }).subscribe(({ data }) => {
    seen.push((data as { notificationReceived: { cursor: string } }).notificationReceived.cursor);
  });
  await until(() => peer.streams() > 0);
  for (let event = 1; event <= eventCount; event += 1) {
    peer.advance();
    if (event % 50 === 0) peer.cutAll();
    await sleep(2);
  }
  await until(() => seen.length >= eventCount);
  await sleep(100);
  expect(seen).toEqual(Array.from({ length: eventCount }, (_, index) => String(index + 1)));
  running.unsubscribe();
  await prism.close();
  peer.close();
});

test('resumes from the moment of subscribing when the connection is lost before the first event', async () => {
  const peer = await startPeer({ refuse: false });
  for (let event = 0; event < 5; event += 1) peer.advance();
  const prism = clientOf(peer.url);
  const seen: unknown[] = [];
  const running = prism.client.subscribe({ query: subscription }).subscribe(({ data }) => seen.push(data));
  await until(() => peer.streams() > 0);
  peer.cutAll();
  peer.advance();
  await until(() => seen.length > 0);
  expect(seen).toEqual([{ notificationReceived: { __typename: 'Event', cursor: '6' } }]);
  running.unsubscribe();
  await prism.close();
  peer.close();
});

test('gives up when the graph refuses the credentials', async () => {
  const peer = await startPeer({ refuse: true });
  const prism = clientOf(peer.url);
  // Apollo Client hands a subscription's error over as a result.
  const error = await new Promise((resolve) => {
    prism.client.subscribe({ query: subscription }).subscribe({
      next: (result) => {
        resolve(result.error);
      },
      error: resolve,
    });
  });
  expect(String(error)).toContain('4403');
  await prism.close();
  peer.close();
});
