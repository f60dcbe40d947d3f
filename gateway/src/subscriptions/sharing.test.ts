import { createMemoryTopics } from '@prism/pubsub/memoryTopics';
import { registry } from '@prism/telemetry/metrics';
import { until } from '@prism/testkit/until';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Gateway, GatewayLimits } from '../options.ts';
import { createGateway } from '../server.ts';
import { answerAbout, callerOf, type Callers } from '../testing/callers.ts';
import { startTestGraph, type TestGraph } from '../testing/graph.ts';

const callers: Callers = new Map();
const topics = createMemoryTopics();
let graph: TestGraph;
let gateway: Gateway;
const clients: Client[] = [];

const start = async (limits: Partial<GatewayLimits> = {}) => {
  gateway = await createGateway({
    supergraphSdl: graph.supergraphSdl,
    auth: { internalTokenSecret: 'a-secret-of-at-least-thirty-two-characters', topics },
    limits,
  });
};

beforeEach(async () => {
  callers.clear();
  callers
    .set('ada', callerOf())
    .set('bob', callerOf())
    .set('cleo', callerOf({ role: 'VIEWER' }));
  callers.set('dan', callerOf({ organizationId: '018f0000-0000-7000-8000-0000000000bb' }));
  graph = await startTestGraph({ people: { intercept: answerAbout(callers) } });
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
  await gateway.close();
  await graph.close();
});
afterAll(() => topics.close());

interface Heard {
  readonly events: { data?: Record<string, unknown>; errors?: unknown }[];
  error: unknown;
  closed: { code: number; reason: string } | null;
  readonly client: Client;
  readonly stop: () => void;
}

const connect = (name: string): Client => {
  const client = createClient({
    url: gateway.url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer prism_test_${name}` },
  });
  clients.push(client);
  return client;
};

/** Subscribes, over a socket of its own unless told. */
function listen(name: string, query: string, client = connect(name)): Heard {
  const heard: Heard = { events: [], error: null, closed: null, client, stop: () => stop() };
  client.on('closed', (event) => {
    heard.closed = event as Heard['closed'];
  });
  const stop = client.subscribe(
    { query },
    {
      next: (event) => heard.events.push(event as Heard['events'][number]),
      error: (error) => {
        heard.error = error;
      },
      complete: () => undefined,
    },
  );
  return heard;
}

/** Subscriptions that the gateway has taken. */
async function subscriptions(): Promise<number> {
  const { values } = (await registry.getSingleMetric('prism_gateway_subscriptions')?.get()) ?? { values: [] };
  return values[0]?.value ?? 0;
}

const fetches = () => graph.people.seen.filter(({ query }) => query.includes('_entities'));
const titled = 'subscription { ticked { title assignee { name } } }';

describe('one upstream', () => {
  it('for all sockets of one person, whose events are completed once; another one has their own', async () => {
    await start();
    const mine = [listen('ada', titled), listen('ada', titled), listen('ada', titled)];
    const other = listen('bob', titled);
    await until(async () => (await subscriptions()) === 4);
    await until(() => graph.openTicks() === 2);
    graph.tick('1');
    await until(() => [...mine, other].every(({ events }) => events.length === 1));
    for (const { events } of [...mine, other])
      expect(events).toEqual([{ data: { ticked: { title: 'Task 1', assignee: { name: 'Person p1' } } } }]);
    // The streams of everybody go over one connection, each with the token of its own caller.
    expect(graph.tasks.openSockets()).toBe(1);
    mine[0]?.stop();
    mine[1]?.client.terminate();
    graph.tick('1');
    await until(() => mine[2]?.events.length === 2);
    expect(mine[0]?.events).toHaveLength(1);
    // Quiet or not: it closes with the last one.
    mine[2]?.stop();
    await until(() => graph.openTicks() === 1);
    other.stop();
    await until(() => graph.openTicks() === 0 && graph.tasks.openSockets() === 0);
  });

  it('for all who see the same by declaration, whoever they are; not for another role or organization', async () => {
    await start();
    const heard = ['ada', 'bob', 'cleo', 'dan'].map((name) => listen(name, 'subscription { heard { id title } }'));
    await until(async () => (await subscriptions()) === 4);
    await until(() => graph.openTicks() === 3);
    graph.tick('1');
    await until(() => heard.every(({ events }) => events.length === 1));
    // What one field of it does not say of itself cannot be said of the whole.
    const own = ['ada', 'bob'].map((name) => listen(name, 'subscription { heard { id reviewer { name } } }'));
    await until(() => graph.openTicks() === 5);
    expect(own.every(({ error }) => error === null)).toBe(true);
  });

  it('is joined later only where that misses nothing', async () => {
    await start();
    const queries = [
      'subscription { ticked { id } }',
      'subscription { heard { id } }',
      'subscription { heard(after: "c") { id } }',
      'subscription { stood { id } }',
    ];
    const first = queries.map((query) => listen('ada', query));
    await until(() => graph.openTicks() === 4);
    graph.tick('1');
    await until(() => first.every(({ events }) => events.length === 1));
    const second = queries.map((query) => listen('ada', query));
    await until(async () => (await subscriptions()) === 8);
    // Those whose start may lie in the past have a stream of their own.
    await until(() => graph.openTicks() === 6);
    graph.tick('2');
    await until(() => second.every(({ events }, index) => events.length === (index === 3 ? 2 : 1)));
    expect(second[3]?.events.map(({ data }) => data)).toEqual([{ stood: { id: '1' } }, { stood: { id: '2' } }]);
    expect(second[1]?.events.map(({ data }) => data)).toEqual([{ heard: { id: '2' } }]);
  });
});

describe('entities of an event', () => {
  it('are fetched once for everybody who sees the same of them', async () => {
    await start();
    for (let index = 0; index < 20; index += 1) callers.set(`m${String(index)}`, callerOf());
    const members = Array.from({ length: 20 }, (_, index) => listen(`m${String(index)}`, titled));
    const others = [listen('cleo', titled), listen('dan', titled)];
    await until(() => graph.openTicks() === 22);
    graph.tick('1');
    await until(() => [...members, ...others].every(({ events }) => events.length === 1));
    for (const { events } of [...members, ...others])
      expect(events[0]).toEqual({ data: { ticked: { title: 'Task 1', assignee: { name: 'Person p1' } } } });
    // One for each permission; more when the event reached them in more than one piece.
    expect(fetches().length).toBeLessThan(22);
    expect(new Set(fetches().map(({ headers }) => headers.authorization)).size).toBeGreaterThanOrEqual(3);
  });

  it('that nobody declared are fetched by each for themselves, so that nobody gets what was meant for another', async () => {
    await start();
    const query = 'subscription { ticked { assignee { name whisper } } }';
    const heard = ['ada', 'bob'].map((name) => listen(name, query));
    await until(() => graph.openTicks() === 2);
    graph.tick('1');
    await until(() => heard.every(({ events }) => events.length === 1));
    expect(heard.map(({ events }) => events[0]?.data)).toEqual(
      ['ada', 'bob'].map((name) => ({
        ticked: { assignee: { name: 'Person p1', whisper: callers.get(name)?.actor.id } },
      })),
    );
    expect(fetches()).toHaveLength(2);
  });

  it('are never older than the event: one that comes while a fetch is out waits for the next', async () => {
    await start();
    const heard = listen('ada', titled);
    await until(() => graph.openTicks() === 1);
    for (let n = 0; n < 50; n += 1) graph.tick(String(n % 2));
    await until(() => heard.events.length === 50);
    expect(heard.events.map(({ data }) => (data?.['ticked'] as { title: string }).title)).toEqual(
      Array.from({ length: 50 }, (_, n) => `Task ${String(n % 2)}`),
    );
    expect(fetches().length).toBeLessThan(50);
  });
});

describe('a client', () => {
  it('may have so many connections, subscriptions and operations, and is told RATE_LIMITED', async () => {
    await start({ connectionsPerCaller: 2, subscriptionsPerSocket: 2 });
    const first = listen('ada', 'subscription A { ticked { id } }');
    listen('ada', 'subscription B { ticked { id } }');
    await until(() => graph.openTicks() === 2);
    const third = listen('ada', 'subscription { ticked { id } }');
    await until(() => third.closed !== null);
    expect(third.closed).toMatchObject({ code: 1013, reason: expect.stringContaining('RATE_LIMITED') as unknown });
    // Others are not counted in, and a place that is given up is free.
    const bob = listen('bob', 'subscription { ticked { id } }');
    await until(() => graph.openTicks() === 3);
    first.client.terminate();
    await until(() => graph.openTicks() === 2);
    const again = listen('ada', 'subscription A { ticked { id } }');
    await until(() => graph.openTicks() === 3);
    expect(again.closed).toBeNull();
    listen('bob', 'subscription Two { ticked { id } }', bob.client);
    const excess = listen('bob', 'subscription Three { ticked { id } }', bob.client);
    await until(() => excess.error !== null);
    expect(excess.error).toEqual([
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'RATE_LIMITED' }) as unknown }),
    ]);
    expect(bob.closed).toBeNull();
  });
});

describe('a session', () => {
  it('that is over ends its streams although nobody was told', async () => {
    await start();
    const [ada, bob] = [listen('ada', titled), listen('bob', titled)];
    await until(() => graph.openTicks() === 2);
    callers.delete('ada');
    await until(() => ada.closed !== null);
    expect(ada.closed?.code).toBe(4403);
    await until(() => graph.openTicks() === 1);
    callers.set('bob', { ...callerOf(), actor: callers.get('bob')?.actor ?? { type: 'user', id: '' }, role: 'VIEWER' });
    await until(() => bob.closed !== null);
    expect(bob.closed?.code).toBe(1012);
  });
});

describe('a gateway that stops', () => {
  it('sends its clients away one after the other and takes no new ones', async () => {
    await start({ drainSpread: 15_000 });
    const heard = Array.from({ length: 15 }, () => listen('ada', 'subscription { heard { id } }'));
    await until(async () => (await subscriptions()) === 15);
    const closing = gateway.close();
    const late = new WebSocket(gateway.url.replace('http', 'ws'), 'graphql-transport-ws');
    const refused = new Promise((resolve) => late.once('error', resolve));
    expect(String(await refused)).toMatch(/503|ECONN/);
    // The first one goes after a second or so, the last one would after fifteen.
    await until(() => heard.some(({ closed }) => closed !== null));
    expect(heard.every(({ closed }) => closed !== null)).toBe(false);
    expect(heard.find(({ closed }) => closed !== null)?.closed?.code).toBe(1001);
    // Who leaves by themselves is not waited for.
    for (const { client } of heard) client.terminate();
    await closing;
  });
});
