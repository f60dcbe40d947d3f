import { registry } from '@prism/telemetry/metrics';
import { until } from '@prism/testkit/until';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Gateway } from '../options.ts';
import { createGateway } from '../server.ts';
import { startFeed } from '../testing/feed.ts';
import { startTestGraph, type TestGraph } from '../testing/graph.ts';

interface Heard {
  readonly events: unknown[];
  error?: unknown;
  completed: boolean;
  stop: () => void;
}

function listen(client: Client, query: string, variables: Record<string, unknown> = {}): Heard {
  const heard: Heard = { events: [], completed: false, stop: () => undefined };
  heard.stop = client.subscribe(
    { query, variables },
    {
      next: (event) => heard.events.push(event),
      error: (error) => {
        heard.error = error;
      },
      complete: () => {
        heard.completed = true;
      },
    },
  );
  return heard;
}

describe.each(['ws', 'sse'] as const)('federated subscriptions over %s', (subscriptions) => {
  let graph: TestGraph;
  let gateway: Gateway;
  let client: Client;

  beforeEach(async () => {
    graph = await startTestGraph({ tasks: { subscriptions } });
    gateway = await createGateway({ supergraphSdl: graph.supergraphSdl });
    client = createClient({
      url: gateway.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: 'Bearer me' },
    });
  });
  afterEach(async () => {
    await client.dispose();
    await gateway.close();
    await graph.close();
  });

  it('fetches the rest of the plan for every event', async () => {
    const heard = listen(client, 'subscription { ticked { id title assignee { name friend { name } } } }');
    await until(() => graph.openTicks() === 1);
    graph.tick('0');
    graph.tick('1');
    await until(() => heard.events.length === 2);
    expect(heard.events).toEqual([
      {
        data: { ticked: { id: '0', title: 'Task 0', assignee: { name: 'Person p0', friend: { name: 'Person p1' } } } },
      },
      {
        data: { ticked: { id: '1', title: 'Task 1', assignee: { name: 'Person p1', friend: { name: 'Person p0' } } } },
      },
    ]);
    expect(graph.people.seen[0]?.headers.authorization).toBe('Bearer me');
    if (subscriptions === 'ws') expect(graph.tasks.inits[0]).toMatchObject({ authorization: 'Bearer me' });
    graph.tick('2');
    await until(() => heard.events.length === 3);
    expect(heard.events[2]).toMatchObject({
      data: { ticked: { id: '2', assignee: null } },
      errors: [{ path: ['ticked', 'assignee', 'name'] }],
    });
    graph.endTicks();
    await until(() => heard.completed);
  });

  it('closes the stream at the subgraph when the client completes or leaves', async () => {
    const first = listen(client, 'subscription { ticked { id } }');
    const second = listen(client, 'subscription { ticked { title } }');
    await until(() => graph.openTicks() === 2);
    if (subscriptions === 'ws') expect(graph.tasks.openSockets()).toBe(1);
    first.stop();
    await until(() => graph.openTicks() === 1);
    client.terminate();
    await until(() => graph.openTicks() === 0);
    expect(second.completed).toBe(false);
    if (subscriptions === 'ws') await until(() => graph.tasks.openSockets() === 0);
  });

  it('delivers every event of a burst in order, then completes', async () => {
    const heard = listen(client, 'subscription { countdown(from: 200) }');
    await until(() => heard.completed);
    expect(heard.events).toEqual(Array.from({ length: 200 }, (_, index) => ({ data: { countdown: 200 - index } })));
  });

  it('runs queries and mutations over the socket, and refuses faults with the protocol error', async () => {
    const query = listen(client, '{ tasks(first: 1) { id assignee { name } } }');
    await until(() => query.completed);
    expect(query.events).toEqual([{ data: { tasks: [{ id: '0', assignee: { name: 'Person p0' } }] } }]);
    const mutation = listen(client, 'mutation { renameTask(id: "1", title: "Y") { title } }');
    await until(() => mutation.completed);
    expect(mutation.events).toEqual([{ data: { renameTask: { title: 'Y' } } }]);
    for (const bad of ['subscription { nothing }', 'subscription {', 'subscription { countdown }']) {
      const refused = listen(client, bad);
      await until(() => refused.error !== undefined);
      expect(refused.error).toEqual([
        expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) as unknown }),
      ]);
    }
  });
});

test('a stream that its subgraph cannot begin is refused: no event, then the end', async () => {
  const feed = await startFeed();
  const gateway = await createGateway({ supergraphSdl: feed.supergraphSdl });
  const client = createClient({ url: gateway.url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
  const heard = listen(client, 'subscription { refused(code: "FORBIDDEN") }');
  await until(() => heard.error !== undefined || heard.completed);
  expect(heard.events).toEqual([]);
  expect(heard.error).toEqual([
    expect.objectContaining({ extensions: expect.objectContaining({ code: 'FORBIDDEN' }) as unknown }),
  ]);
  await client.dispose();
  await gateway.close();
  await feed.close();
});

describe('a stream that breaks', () => {
  let graph: TestGraph;
  let gateway: Gateway;

  beforeEach(async () => {
    graph = await startTestGraph();
    gateway = await createGateway({
      supergraphSdl: graph.supergraphSdl,
      limits: { subscriptionBuffer: 8 },
    });
  });
  afterEach(async () => {
    await gateway.close();
    await graph.close();
  });

  const connect = async (): Promise<{ socket: WebSocket; closed: Promise<number> }> => {
    const socket = new WebSocket(gateway.url.replace('http', 'ws'), 'graphql-transport-ws');
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send('{"type":"connection_init"}');
    return { socket, closed };
  };
  const subscribe = (socket: WebSocket, query: string): void => {
    socket.once('message', () => {
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
    });
  };

  it('a subscription that cannot even be sent is refused, and the socket stays', async () => {
    await gateway.close();
    gateway = await createGateway({ supergraphSdl: graph.supergraphSdl, limits: { bodyBytes: 32 * 1024 * 1024 } });
    const client = createClient({ url: gateway.url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
    for (const [query, after] of [
      ['subscription ($after: String) { heard(after: $after) { id } }', 'x'.repeat(24 * 1024 * 1024)],
      ['subscription { ticked @skip(if: true) { id } }', ''],
    ] as const) {
      const refused = listen(client, query, { after });
      await until(() => refused.error !== undefined);
      expect(refused.error).toEqual([expect.objectContaining({ extensions: expect.anything() as unknown })]);
    }
    for (const name of ['prism_gateway_upstream_streams', 'prism_gateway_subscriptions'])
      await until(async () => (await registry.getSingleMetricAsString(name)).endsWith(' 0'));
    await client.dispose();
  });

  it.each([0, 1000, 1001, 4400])('lost at the subgraph (%i): the client is told to connect again', async (code) => {
    const { socket, closed } = await connect();
    subscribe(socket, 'subscription { ticked { id } }');
    await until(() => graph.openTicks() === 1);
    if (code === 0) graph.tasks.dropSockets();
    else graph.tasks.closeSockets(code);
    expect(await closed).toBe(1012);
    await until(() => graph.tasks.openSockets() === 0);
    expect(graph.tasks.inits).toHaveLength(1);
  });

  it('too slow a client: bounded, then told to resume', async () => {
    const { socket, closed } = await connect();
    subscribe(socket, 'subscription { ticked { id title } }');
    await until(() => graph.openTicks() === 1);
    socket.pause();
    for (let round = 0; round < 2000 && graph.openTicks() > 0; round += 1) {
      for (let n = 0; n < 100; n += 1) graph.tick('x'.repeat(2000));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(graph.openTicks()).toBe(0);
    socket.resume();
    expect(await closed).toBe(1013);
  });

  it('a subgraph that is not there: UPSTREAM_UNAVAILABLE on the subscription', async () => {
    await graph.close();
    const { socket, closed } = await connect();
    subscribe(socket, 'subscription { ticked { id } }');
    const message = await new Promise<string>((resolve) =>
      socket.on('message', (data: Buffer) => {
        if (data.includes('error')) resolve(data.toString());
      }),
    );
    expect(JSON.parse(message)).toMatchObject({
      id: '1',
      type: 'error',
      payload: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }],
    });
    socket.close();
    await closed;
    graph = await startTestGraph();
  });

  it('the gateway stops: 1001', async () => {
    const { socket, closed } = await connect();
    subscribe(socket, 'subscription { ticked { id } }');
    await until(() => graph.openTicks() === 1);
    await gateway.close();
    expect(await closed).toBe(1001);
    await until(() => graph.openTicks() === 0);
  });
});
