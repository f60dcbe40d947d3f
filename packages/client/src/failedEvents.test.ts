import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, GraphQLError, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import WebSocket, { WebSocketServer } from 'ws';
import { createPrismClient } from './createPrismClient.ts';

// A stream may fail without its connection: the graph says so in a result, and what it could not say is still to come.

const subscription = parse('subscription ($after: String) { notificationReceived(after: $after) { cursor } }');
const schema = buildSchema(`
  type Query { ok: Boolean }
  type Subscription { notificationReceived(after: String): Event! }
  type Event { cursor: String! }
`);
const fails = (code: string) => () => {
  throw new GraphQLError('It does not answer.', { extensions: { code } });
};
const event = (position: number) => ({ notificationReceived: { cursor: String(position) } });

/** Opens each stream by the next of the given ways, with the cursor it was asked for. */
async function startPeer(...ways: ((after: number) => AsyncGenerator<object>)[]) {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, path: '/graphql' });
  const root = { notificationReceived: ({ after }: { after: string }) => ways.shift()?.(Number(after)) };
  const served = useServer({ schema, roots: { subscription: root } }, sockets);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/graphql`,
    close: async () => {
      await served.dispose();
      http.close();
    },
  };
}

/** Whatever the application is given, until the stream is over. */
async function hear(url: string): Promise<string[]> {
  const retry = { minDelayMs: 1, maxDelayMs: 5 };
  const prism = createPrismClient({ url, token: () => 'token', organization: 'acme', webSocketImpl: WebSocket, retry });
  const heard: string[] = [];
  await new Promise<void>((resolve) => {
    prism.client.subscribe({ query: subscription, variables: { after: '0' }, fetchPolicy: 'no-cache' }).subscribe({
      next({ data, error }) {
        heard.push(
          error?.message ?? (data as { notificationReceived: { cursor: string } }).notificationReceived.cursor,
        );
      },
      complete: resolve,
    });
  });
  await prism.close();
  return heard;
}

test('a stream that cannot be opened for now, and an event that cannot be read for now, are asked for again', async () => {
  const peer = await startPeer(
    fails('UPSTREAM_UNAVAILABLE'),
    async function* () {
      yield event(1);
      yield { notificationReceived: { cursor: fails('UPSTREAM_UNAVAILABLE') } };
      yield event(3);
    },
    async function* (after) {
      for (let position = after + 1; position <= 3; position += 1) yield event(position);
    },
  );
  expect(await hear(peer.url)).toEqual(['1', '2', '3']);
  await peer.close();
});

test('what will not pass is told, and ends nothing', async () => {
  const peer = await startPeer(async function* () {
    yield { notificationReceived: { cursor: fails('INTERNAL_SERVER_ERROR') } };
    yield event(2);
  });
  expect(await hear(peer.url)).toEqual(['It does not answer.', '2']);
  await peer.close();
});
