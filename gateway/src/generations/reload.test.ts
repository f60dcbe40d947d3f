import { registry } from '@prism/telemetry/metrics';
import { until } from '@prism/testkit/until';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Gateway } from '../options.ts';
import { createGateway } from '../server.ts';
import { ask } from '../testing/ask.ts';
import { composeSubgraphs } from '../testing/composeSubgraphs.ts';
import { startTestGraph, type TestGraph } from '../testing/graph.ts';
import { startSubgraph, type TestSubgraph } from '../testing/startSubgraph.ts';

let graph: TestGraph;
let extra: TestSubgraph;
/** The graph with one more subgraph, which adds `moon` and `phases`, and a field to tasks. */
let withMoon: string;
let gateway: Gateway;
const clients: Client[] = [];

beforeAll(async () => {
  extra = await startSubgraph({
    name: 'moon',
    typeDefs: /* GraphQL */ `
      type Query {
        moon: String!
      }
      type Task @key(fields: "id") {
        id: ID!
        phase: String!
      }
    `,
    resolvers: {
      Query: { moon: () => 'full' },
      Task: { phase: ({ id }: { id: string }) => `phase of ${id}` },
    },
  });
});
afterAll(() => extra.close());

beforeEach(async () => {
  graph = await startTestGraph();
  withMoon = composeSubgraphs([graph.tasks, graph.people, extra]);
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
  await gateway.close();
  await graph.close();
});

const start = async (limits: Parameters<typeof createGateway>[0]['limits'] = {}) => {
  gateway = await createGateway({ supergraphSdl: graph.supergraphSdl, limits });
};

/** Subscribes over a socket of its own. */
function listen(query: string) {
  const heard: { events: unknown[]; error: unknown; closed: unknown } = { events: [], error: null, closed: null };
  const client = createClient({ url: gateway.url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
  clients.push(client);
  client.on('closed', (event) => {
    heard.closed = (event as { code: number }).code;
  });
  const stop = client.subscribe(
    { query },
    {
      next: ({ data }) => heard.events.push(data),
      error: (error) => {
        heard.error = error;
      },
      complete: () => undefined,
    },
  );
  return { heard, stop };
}

async function metric(name: string): Promise<{ labels: object; value: number }[]> {
  return (await registry.getSingleMetric(name)?.get())?.values ?? [];
}
const alive = async () => (await metric('prism_gateway_generations'))[0]?.value;

describe('a gateway that is given another supergraph', () => {
  it('serves it to operations that begin then, also those that it refused before', async () => {
    await start();
    const url = gateway.url;
    expect((await ask(url, '{ moon }')).errors).toHaveLength(1);
    expect(gateway.reload(withMoon)).toBe('reloaded');
    expect((await ask(url, '{ moon tasks(first: 1) { phase } }')).data).toEqual({
      moon: 'full',
      tasks: [{ phase: 'phase of 0' }],
    });
    const introspection = '{ __type(name: "Task") { fields { name } } }';
    expect((await ask(url, introspection)).text).toContain('"phase"');
    expect(gateway.reload(graph.supergraphSdl)).toBe('reloaded');
    expect((await ask(url, '{ moon }')).errors).toHaveLength(1);
    expect((await ask(url, introspection)).text).not.toContain('"phase"');
    expect(gateway.reload(graph.supergraphSdl)).toBe('unchanged');
  });

  it('fails none of the operations that run meanwhile', async () => {
    await start();
    let going = true;
    let answered = 0;
    const failures: unknown[] = [];
    const loop = async (): Promise<void> => {
      while (going) {
        const { data, errors } = await ask(gateway.url, '{ tasks(first: 3) { id assignee { id friend { name } } } }');
        if (errors || (data as { tasks: unknown[] }).tasks.length !== 3) failures.push(errors);
        answered += 1;
      }
    };
    const loops = Array.from({ length: 8 }, loop);
    for (let round = 0; round < 8; round += 1) {
      const before = answered;
      expect(gateway.reload(round % 2 === 0 ? withMoon : graph.supergraphSdl)).toBe('reloaded');
      await until(() => answered > before + 20);
    }
    going = false;
    await Promise.all(loops);
    expect(failures).toEqual([]);
    expect(answered).toBeGreaterThan(160);
  });

  it('keeps running subscriptions as they are, and gives new ones the new schema', async () => {
    await start();
    const before = await alive();
    const old = listen('subscription { ticked { id } }');
    await until(() => graph.openTicks() === 1);
    gateway.reload(withMoon);
    const young = listen('subscription { ticked { phase } }');
    await until(() => graph.openTicks() === 2);
    graph.tick('1');
    graph.tick('2');
    await until(() => old.heard.events.length === 2 && young.heard.events.length === 2);
    expect(old.heard.events).toEqual([{ ticked: { id: '1' } }, { ticked: { id: '2' } }]);
    expect(young.heard.events).toEqual([{ ticked: { phase: 'phase of 1' } }, { ticked: { phase: 'phase of 2' } }]);
    expect(old.heard.closed).toBeNull();
    expect(await alive()).toBe(Number(before) + 1);
    const open = (await metric('prism_gateway_generation_subscriptions')).map(({ value }) => value);
    expect(open.slice(-2)).toEqual([1, 1]);
    // With its last subscription the old generation goes, and with it its connections.
    old.stop();
    await until(async () => (await alive()) === before);
    await until(() => graph.tasks.openSockets() === 1);
    graph.tick('3');
    await until(() => young.heard.events.length === 3);
  });

  it('sends what is left to the new one once the drain time has passed', async () => {
    await start({ generationDrain: 50, generationSpread: 100 });
    const before = await alive();
    // Not the same one, which would be one stream for all three.
    const old = [1, 2, 3].map((n) => listen(`subscription Of${String(n)} { ticked { id } }`));
    await until(() => graph.openTicks() === 3);
    gateway.reload(withMoon);
    await until(() => old.every(({ heard }) => heard.closed !== null));
    expect(old.map(({ heard }) => heard.closed)).toEqual([1012, 1012, 1012]);
    await until(async () => (await alive()) === before);
    await until(() => graph.openTicks() === 0);
  });

  it.each([
    ['no GraphQL', () => 'type Query {'],
    ['no supergraph', () => 'type Query { a: String }'],
    ['half of one', () => withMoon.slice(0, withMoon.length * 0.7)],
  ])('refuses %s and goes on with what it has', async (_what, broken) => {
    await start();
    const refused = async () =>
      (await metric('prism_gateway_reloads_total')).find(
        ({ labels }) => 'outcome' in labels && labels.outcome === 'refused',
      )?.value ?? 0;
    const before = await refused();
    const old = listen('subscription { ticked { id } }');
    await until(() => graph.openTicks() === 1);
    expect(gateway.reload(broken())).toBe('refused');
    expect(await refused()).toBe(before + 1);
    expect((await ask(gateway.url, '{ open }')).data).toEqual({ open: 'open' });
    graph.tick('1');
    await until(() => old.heard.events.length === 1);
  });

  it('asks subgraphs where the new one says they are', async () => {
    await start();
    expect((await ask(gateway.url, '{ open }')).data).toEqual({ open: 'open' });
    const moved = await startTestGraph();
    await ask(gateway.url, '{ open }');
    gateway.reload(moved.supergraphSdl);
    const seen = graph.tasks.seen.length;
    expect((await ask(gateway.url, '{ open }')).data).toEqual({ open: 'open' });
    expect(graph.tasks.seen).toHaveLength(seen);
    expect(moved.tasks.seen).toHaveLength(1);
    await moved.close();
  });
});
