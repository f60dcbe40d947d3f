import { until } from '@prism/testkit/until';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Gateway } from '../options.ts';
import { createGateway } from '../server.ts';
import { startTestGraph, type TestGraph } from '../testing/graph.ts';

// https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverWebSocket.md, case by case and by its own client.

let graph: TestGraph;
let gateway: Gateway;
beforeAll(async () => {
  graph = await startTestGraph();
  gateway = await createGateway({ supergraphSdl: graph.supergraphSdl });
});
afterAll(async () => {
  await gateway.close();
  await graph.close();
});

interface Peer {
  readonly socket: WebSocket;
  readonly heard: Record<string, unknown>[];
  readonly closed: Promise<number>;
  send(message: unknown): void;
}

async function open(protocols: string | string[] = 'graphql-transport-ws'): Promise<Peer> {
  const socket = new WebSocket(gateway.url.replace('http', 'ws'), protocols);
  const heard: Record<string, unknown>[] = [];
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString()) as Record<string, unknown>));
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const send = (message: unknown): void => {
    socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  };
  return { socket, heard, closed, send };
}

async function openAcknowledged(): Promise<Peer> {
  const peer = await open();
  peer.send({ type: 'connection_init' });
  await until(() => peer.heard.some(({ type }) => type === 'connection_ack'));
  return peer;
}

const subscribe = (id: string, query: string) => ({ id, type: 'subscribe', payload: { query } });

describe('the protocol', () => {
  test('4406: no subprotocol, or another', async () => {
    expect(await (await open([])).closed).toBe(4406);
    await expect(open('graphql-ws')).rejects.toThrow('subprotocol');
    expect((await open(['graphql-ws', 'graphql-transport-ws'])).socket.protocol).toBe('graphql-transport-ws');
  });

  test('4408: no connection_init', async () => {
    expect(await (await open()).closed).toBe(4408);
  });

  test('4429: a second connection_init', async () => {
    const peer = await openAcknowledged();
    peer.send({ type: 'connection_init' });
    expect(await peer.closed).toBe(4429);
  });

  test('4401: subscribe before the acknowledgement', async () => {
    const peer = await open();
    peer.send(subscribe('1', '{ open }'));
    expect(await peer.closed).toBe(4401);
  });

  test.each([
    'no JSON',
    '[]',
    'null',
    {},
    { type: 'nonsense' },
    { type: 'start', id: '1', payload: { query: '{ open }' } },
    { type: 'subscribe', payload: { query: '{ open }' } },
    { type: 'subscribe', id: '', payload: { query: '{ open }' } },
    { type: 'subscribe', id: '1' },
    { type: 'subscribe', id: '1', payload: {} },
    { type: 'subscribe', id: '1', payload: { query: 1 } },
    { type: 'subscribe', id: '1', payload: { query: '{ open }', variables: 'none' } },
    { type: 'complete' },
    { type: 'ping', payload: 'text' },
  ])('4400: %j', async (message) => {
    const peer = await openAcknowledged();
    peer.send(message);
    expect(await peer.closed).toBe(4400);
  });

  test('4409: an id that is in use; it is free again once its operation is complete', async () => {
    const peer = await openAcknowledged();
    for (const round of [1, 2]) {
      peer.send(subscribe('1', '{ open }'));
      await until(() => peer.heard.filter(({ type }) => type === 'complete').length === round);
    }
    peer.send(subscribe('1', 'subscription { ticked { id } }'));
    peer.send(subscribe('1', '{ open }'));
    expect(await peer.closed).toBe(4409);
    await until(() => graph.openTicks() === 0);
  });

  test('a ping is answered with its payload, before the acknowledgement too; a pong is not', async () => {
    const peer = await open();
    peer.send({ type: 'pong', payload: { any: 'thing' } });
    peer.send({ type: 'ping' });
    peer.send({ type: 'ping', payload: { at: 1 } });
    await until(() => peer.heard.length === 2);
    expect(peer.heard).toEqual([{ type: 'pong' }, { type: 'pong', payload: { at: 1 } }]);
    peer.socket.terminate();
  });

  test('a result, then complete; a refusal is one error and nothing else', async () => {
    const peer = await openAcknowledged();
    peer.send(subscribe('q', '{ open }'));
    await until(() => peer.heard.length === 3);
    peer.send(subscribe('r', 'subscription { nothing }'));
    await until(() => peer.heard.length === 4);
    peer.send({ type: 'ping' });
    await until(() => peer.heard.length === 5);
    expect(peer.heard.slice(1)).toEqual([
      { id: 'q', type: 'next', payload: { data: { open: 'open' } } },
      { id: 'q', type: 'complete' },
      { id: 'r', type: 'error', payload: [expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } })] },
      { type: 'pong' },
    ]);
    peer.socket.terminate();
  });

  test('after complete from the client nothing more comes, not even complete; other operations go on', async () => {
    const peer = await openAcknowledged();
    peer.send(subscribe('a', 'subscription { ticked { id } }'));
    peer.send(subscribe('b', 'subscription { ticked { title } }'));
    await until(() => graph.openTicks() === 2);
    peer.send({ id: 'a', type: 'complete' });
    peer.send({ id: 'unknown', type: 'complete' });
    await until(() => graph.openTicks() === 1);
    graph.tick('1');
    await until(() => peer.heard.some(({ id }) => id === 'b'));
    graph.endTicks();
    await until(() => peer.heard.some(({ id, type }) => id === 'b' && type === 'complete'));
    expect(peer.heard.filter(({ id }) => id === 'a')).toEqual([]);
    peer.socket.terminate();
  });
});

describe.each([true, false])("graphql-ws's own client, lazy: %s", (lazy) => {
  let client: Client;
  const sockets: WebSocket[] = [];
  beforeEach(() => {
    sockets.length = 0;
    client = createClient({
      url: gateway.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      lazy,
      shouldRetry: () => true,
      retryWait: () => Promise.resolve(),
      onNonLazyError: () => undefined,
      on: { connected: (socket) => void sockets.push(socket as WebSocket) },
    });
  });
  afterEach(async () => {
    await client.dispose();
    await until(() => graph.openTicks() === 0);
  });

  test('runs queries, mutations and subscriptions to their end', async () => {
    const results = async (query: string) => Array.fromAsync(client.iterate({ query }));
    expect(await results('{ open }')).toEqual([{ data: { open: 'open' } }]);
    expect(await results('mutation { renameTask(id: "1", title: "W") { title } }')).toEqual([
      { data: { renameTask: { title: 'W' } } },
    ]);
    expect(await results('subscription { countdown(from: 3) }')).toEqual(
      [3, 2, 1].map((countdown) => ({ data: { countdown } })),
    );
    await expect(results('subscription { nothing }')).rejects.toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    await until(() => sockets.length > 0);
    if (!lazy) expect(sockets).toHaveLength(1);
  });

  test('subscribes again by itself when the connection is lost', async () => {
    const seen: unknown[] = [];
    const stop = client.subscribe(
      { query: 'subscription { ticked { id } }' },
      { next: ({ data }) => seen.push(data), error: (error) => seen.push(error), complete: () => undefined },
    );
    await until(() => graph.openTicks() === 1);
    graph.tick('1');
    await until(() => seen.length === 1);
    sockets[0]?.terminate();
    await until(() => sockets.length === 2 && graph.openTicks() === 1);
    // What was lost is gone from the gateway too: the one that ticks is the new one.
    await until(() => {
      graph.tick('2');
      return seen.length > 1;
    });
    expect(seen.slice(0, 2)).toEqual([{ ticked: { id: '1' } }, { ticked: { id: '2' } }]);
    stop();
  });

  test('unsubscribing and disposing close the stream at the subgraph', async () => {
    const none = { next: () => undefined, error: () => undefined, complete: () => undefined };
    const stop = client.subscribe({ query: 'subscription { ticked { id } }' }, none);
    client.subscribe({ query: 'subscription { ticked { title } }' }, none);
    await until(() => graph.openTicks() === 2);
    stop();
    await until(() => graph.openTicks() === 1);
    await client.dispose();
    await until(() => graph.openTicks() === 0);
  });
});
