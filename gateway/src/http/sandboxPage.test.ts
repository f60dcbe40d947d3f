import { until } from '@prism/testkit/until';
import { createClient } from 'graphql-ws';
import { createHash } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { WebSocket, type ClientOptions } from 'ws';
import type { Gateway } from '../options.ts';
import { createGateway } from '../server.ts';
import { startTestGraph, type TestGraph } from '../testing/graph.ts';

let graph: TestGraph;
let gateway: Gateway;
let page: string;
beforeAll(async () => {
  graph = await startTestGraph();
  gateway = await createGateway({ supergraphSdl: graph.supergraphSdl, corsOrigins: [], isProduction: true });
  page = await (await fetch(gateway.url, { headers: { accept: 'text/html' } })).text();
});
afterAll(async () => {
  await gateway.close();
  await graph.close();
});

/** The inline script, and the options that it gives to Sandbox, as a browser would run it. */
function runPage() {
  const script = /<script>([^]*?)<\/script>/.exec(page)?.[1] ?? '';
  let load: () => void = () => undefined;
  let options: Record<string, unknown> = {};
  const { origin, pathname } = new URL(gateway.url);
  runInNewContext(script, {
    location: { origin, pathname },
    document: {
      getElementById: () => ({ remove: () => undefined }),
      createElement: () => ({ addEventListener: (_event: string, listener: () => void) => (load = listener) }),
      body: { append: () => undefined },
    },
    window: {
      EmbeddedSandbox: function (given: Record<string, unknown>) {
        options = given;
      },
    },
  });
  load();
  return { script, options };
}

test('the policy lets its own script and style run, and nothing else that is inline', () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
  const style = /<style>([^]*?)<\/style>/.exec(page)?.[1] ?? '';
  for (const text of [runPage().script, style])
    expect(policy).toContain(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  expect(policy).not.toContain('unsafe');
  expect(page).not.toMatch(/ on\w+=| style=/);
});

test('subscriptions of Sandbox work, over the socket and as multipart answers', async () => {
  const { initialEndpoint, initialSubscriptionEndpoint } = runPage().options;
  expect([initialEndpoint, initialSubscriptionEndpoint]).toEqual([gateway.url, gateway.url.replace('http', 'ws')]);
  const { origin } = new URL(gateway.url);
  const query = 'subscription { ticked { id } }';
  // What Sandbox does in the page, github.com/apollographql/embeddable-explorer: the headers are the connection's parameters.
  const client = createClient({
    url: String(initialSubscriptionEndpoint),
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols: string, options: ClientOptions) {
        super(address, protocols, { ...options, origin });
      }
    },
    connectionParams: { authorization: 'Bearer me' },
  });
  const events = client.iterate({ query });
  let first: unknown;
  void events.next().then(({ value }) => (first = value));
  const answer = await fetch(String(initialEndpoint), {
    method: 'POST',
    headers: {
      origin,
      'content-type': 'application/json',
      accept: 'multipart/mixed;subscriptionSpec="1.0", application/json',
    },
    body: JSON.stringify({ query }),
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const read = (async () => {
    while (!text.includes('"id":"5"')) text += (await reader?.read())?.value ?? '';
  })();
  // Either may be open before the other: it ticks until both have heard.
  await until(() => {
    graph.tick('5');
    return first !== undefined && text.includes('"id":"5"');
  });
  await read;
  expect(text).toContain('{"payload":{"data":{"ticked":{"id":"5"}}}}');
  expect(first).toEqual({ data: { ticked: { id: '5' } } });
  await reader?.cancel();
  await client.dispose();
});
