import { until } from '@prism/testkit/until';
import { createClient, type Client, type ClientOptions, type RequestParams } from 'graphql-sse';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Gateway } from '../options.ts';
import { createGateway } from '../server.ts';
import { startTestGraph, type TestGraph } from '../testing/graph.ts';

// https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md, distinct connections mode, byte by byte and by its own client.

let graph: TestGraph;
let gateway: Gateway;
beforeAll(async () => {
  graph = await startTestGraph();
});
beforeEach(async () => {
  gateway = await createGateway({
    supergraphSdl: graph.supergraphSdl,
    corsOrigins: ['https://app.example.com'],
    limits: { subscriptionBuffer: 8 },
  });
});
afterEach(async () => {
  await gateway.close();
  await until(() => graph.openTicks() === 0);
});
afterAll(async () => {
  await graph.close();
});

const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const get = (
  parameters: Record<string, string>,
  headers: Record<string, string> = { 'apollo-require-preflight': '1' },
) =>
  fetch(`${gateway.url}?${new URLSearchParams(parameters).toString()}`, {
    headers: { accept: 'text/event-stream', ...headers },
  });

const opened = ':\n\n';
const next = (result: unknown): string => `event: next\ndata: ${JSON.stringify(result)}\n\n`;
const complete = 'event: complete\ndata: \n\n';

describe('the protocol', () => {
  test('a query is one result and complete, by POST and by GET', async () => {
    const query = 'query Q($id: ID!) { task(id: $id) { title } } query R { open }';
    const expected = opened + next({ data: { task: { title: 'Task 7' } } }) + complete;
    const posted = await post({ query, operationName: 'Q', variables: { id: '7' } });
    expect([posted.status, await posted.text()]).toEqual([200, expected]);
    expect(Object.fromEntries(posted.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-request-id': expect.any(String) as string,
    });
    expect(posted.headers.has('content-encoding')).toBe(false);
    const got = await get({ query, operationName: 'Q', variables: '{"id":"7"}' });
    expect([got.status, await got.text()]).toEqual([200, expected]);
  });

  test('a subscription is its events and complete, by POST and by GET; a mutation is by POST only', async () => {
    const query = 'subscription { countdown(from: 2) }';
    const expected = opened + next({ data: { countdown: 2 } }) + next({ data: { countdown: 1 } }) + complete;
    expect(await (await post({ query })).text()).toBe(expected);
    expect(await (await get({ query })).text()).toBe(expected);
    const mutation = 'mutation { renameTask(id: "1", title: "S") { title } }';
    expect(await (await post({ query: mutation })).text()).toBe(
      opened + next({ data: { renameTask: { title: 'S' } } }) + complete,
    );
    const refused = await get({ query: mutation });
    expect([refused.status, refused.headers.get('allow'), await refused.json()]).toEqual([
      405,
      'POST',
      { errors: [expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } })] },
    ]);
  });

  test.each([
    ['cannot be parsed', { query: 'subscription {' }],
    ['is not valid', { query: 'subscription { nothing }' }],
    ['has no such operation', { query: 'subscription { ticked { id } }', operationName: 'Other' }],
    ['lacks a variable', { query: 'subscription ($from: Int!) { countdown(from: $from) }' }],
  ])('an operation that %s is refused in the stream', async (_case, body) => {
    const answer = await post(body);
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(text.startsWith(`${opened}event: next\ndata: {"errors":[{"message":`)).toBe(true);
    // As the planner says it: standalone, nothing is reworded.
    expect(text).toMatch(/"extensions":{"code":"(BAD_USER_INPUT|INVALID_GRAPHQL)"}/);
    expect(text.endsWith(`\n\n${complete}`)).toBe(true);
  });

  test.each([
    ['no JSON', '{', 400],
    ['no object', '[]', 400],
    ['no query', {}, 400],
    ['a query that is no string', { query: 1 }, 400],
    ['variables that are no object', { query: '{ open }', variables: 'x' }, 400],
    ['an operation name that is no string', { query: '{ open }', operationName: {} }, 400],
  ])('%s is refused as JSON, before any stream', async (_case, body, status) => {
    const answer = await post(body);
    expect([answer.status, await answer.json()]).toMatchObject([
      status,
      { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    ]);
  });

  test('other content types and methods get no stream', async () => {
    expect((await post('query=x', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect((await post('{"query":"{ open }"}', { 'content-type': 'text/plain' })).status).toBe(400);
    for (const method of ['PUT', 'DELETE', 'HEAD']) {
      const { status } = await fetch(gateway.url, { method, headers: { accept: 'text/event-stream' } });
      expect([method, status >= 400]).toEqual([method, true]);
    }
  });

  test('what a foreign page could send without being asked first is refused, as Apollo Server does', async () => {
    const query = '{ open }';
    const plain = await fetch(`${gateway.url}?query=${encodeURIComponent(query)}`);
    for (const headers of [{}, { 'apollo-require-preflight': '' }, { 'content-type': 'text/plain' }]) {
      const refused = await get({ query }, headers);
      expect([refused.status, await refused.json()]).toMatchObject([
        plain.status,
        { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
      ]);
    }
    for (const headers of [{ 'x-apollo-operation-name': 'Q' }, { 'content-type': 'application/json; charset=utf-8' }])
      expect((await get({ query }, headers)).status).toBe(200);
  });

  test('pages of allowed origins may read the stream, others may not', async () => {
    const from = async (origin: string) =>
      (await post({ query: '{ open }' }, { origin })).headers.get('access-control-allow-origin');
    expect(await from('https://app.example.com')).toBe('https://app.example.com');
    expect(await from('https://evil.example')).toBeNull();
  });

  test('JSON first, streams also: queries are answered as JSON and subscriptions as streams', async () => {
    const accept = 'application/graphql-response+json, application/json, text/event-stream, multipart/mixed';
    const typeOf = async (query: string, header: string) =>
      (await post({ query }, { accept: header })).headers.get('content-type')?.split(';')[0];
    expect(await typeOf('{ open }', accept)).toBe('application/graphql-response+json');
    expect(await typeOf('subscription { countdown(from: 1) }', accept)).toBe('text/event-stream');
    expect(await typeOf('{ open }', 'text/event-stream;q=0.5, application/json')).toMatch('application/json');
    expect(await typeOf('{ open }', 'text/event-stream;q=0, */*')).toMatch('application/json');
    expect(await typeOf('{ open }', 'Text/Event-Stream, */*;q=0.1')).toBe('text/event-stream');
  });
});

describe('a stream that ends early', () => {
  /** A client that reads when it is told to. */
  async function openRaw(query: string) {
    const { port, hostname } = new URL(gateway.url);
    const socket = connect(Number(port), hostname);
    const body = JSON.stringify({ query });
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${String(body.length)}\r\n\r\n${body}`,
    );
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await until(() => text.includes(':\n\n'));
    return { socket, closed, text: () => text };
  }

  test('the client goes while nothing happens: the stream at the subgraph closes', async () => {
    const { socket } = await openRaw('subscription { ticked { id } }');
    await until(() => graph.openTicks() === 1);
    socket.destroy();
    await until(() => graph.openTicks() === 0);
  });

  test('the gateway stops: the client is told, and the connection ends', async () => {
    const { closed, text } = await openRaw('subscription { ticked { id } }');
    await until(() => graph.openTicks() === 1);
    await gateway.close();
    await closed;
    expect(text()).toContain('"extensions":{"code":"UPSTREAM_UNAVAILABLE","closeCode":1001}');
    expect(text()).not.toContain('event: complete');
  });

  test('the subgraph is lost: the client is told to resume', async () => {
    const { closed, text } = await openRaw('subscription { ticked { id } }');
    await until(() => graph.openTicks() === 1);
    graph.tasks.dropSockets();
    await closed;
    expect(text()).toContain('"closeCode":1012');
  });

  /** Ticks at a pace that any reader could follow, until the gateway has given the client up. */
  const tickUntilClosed = () =>
    until(
      () => {
        graph.tick('x'.repeat(100_000));
        return graph.openTicks() === 0;
      },
      { everyMs: 2 },
    );

  test('too slow a client: bounded, then told to resume', async () => {
    const { socket, closed, text } = await openRaw('subscription { ticked { id title } }');
    await until(() => graph.openTicks() === 1);
    socket.pause();
    await tickUntilClosed();
    socket.resume();
    await closed;
    expect(text()).toContain('"closeCode":1013');
  });

  test('a client that never reads again is cut off', async () => {
    const { socket } = await openRaw('subscription { ticked { id title } }');
    await until(() => graph.openTicks() === 1);
    socket.pause();
    await tickUntilClosed();
    expect(await countStreams()).toBe(1);
    await until(async () => (await countStreams()) === 0);
    socket.destroy();
  });

  const countStreams = async (): Promise<number> => {
    const text = await (await fetch(new URL('/metrics', gateway.url))).text();
    return Number(/^prism_gateway_http_streams (\d+)/m.exec(text)?.[1]);
  };
});

// Which has no eager mode where every stream has a connection of its own.
describe("graphql-sse's own client", () => {
  const clients: Client[] = [];
  const clientOf = (options: Partial<Pick<ClientOptions, 'url' | 'headers' | 'retryAttempts'>> = {}): Client => {
    const made = createClient({ url: gateway.url, retry: () => sleep(20), ...options });
    clients.push(made);
    return made;
  };
  afterEach(() => {
    for (const client of clients.splice(0)) client.dispose();
  });

  function listen(client: Client, request: RequestParams) {
    const heard = { results: [] as unknown[], error: null as unknown, completed: false, stop: (): void => undefined };
    heard.stop = client.subscribe(request, {
      next: (result) => heard.results.push(result),
      error: (error) => {
        heard.error = error;
      },
      complete: () => {
        heard.completed = true;
      },
    });
    return heard;
  }

  test('runs queries, mutations and subscriptions to their end, and hears of refusals', async () => {
    const client = clientOf();
    const results = (query: string) => Array.fromAsync(client.iterate({ query }));
    expect(await results('{ open }')).toEqual([{ data: { open: 'open' } }]);
    expect(await results('mutation { renameTask(id: "2", title: "V") { title } }')).toEqual([
      { data: { renameTask: { title: 'V' } } },
    ]);
    expect(await results('subscription { countdown(from: 8) }')).toEqual(
      Array.from({ length: 8 }, (_, index) => ({ data: { countdown: 8 - index } })),
    );
    expect(await results('subscription { nothing }')).toMatchObject([
      { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    ]);
  });

  test('sends its headers with each stream', async () => {
    let count = 0;
    const client = clientOf({ headers: () => ({ authorization: `Bearer ${String((count += 1))}` }) });
    const query = 'subscription { countdown(from: 1) }';
    for (const round of [1, 2]) {
      await Array.fromAsync(client.iterate({ query }));
      expect(graph.tasks.inits.at(-1)).toMatchObject({ authorization: `Bearer ${String(round)}` });
    }
  });

  test('subscribes again by itself when the gateway restarts, and is told', async () => {
    const heard = listen(clientOf({ retryAttempts: 1000 }), { query: 'subscription { ticked { id } }' });
    await until(() => graph.openTicks() === 1);
    graph.tick('1');
    await until(() => heard.results.length === 1);
    const port = Number(new URL(gateway.url).port);
    await gateway.close();
    gateway = await createGateway({ supergraphSdl: graph.supergraphSdl, port });
    // What was lost may still be counted at the subgraph: the new one is there when it hears.
    await until(() => {
      graph.tick('2');
      return heard.results.length > 2;
    });
    expect(heard.results.slice(0, 3)).toEqual([
      { data: { ticked: { id: '1' } } },
      { errors: [expect.objectContaining({ extensions: { code: 'UPSTREAM_UNAVAILABLE', closeCode: 1001 } })] },
      { data: { ticked: { id: '2' } } },
    ]);
    expect([heard.error, heard.completed]).toEqual([null, false]);
  });

  test('unsubscribing and disposing close the stream at the subgraph', async () => {
    const client = clientOf();
    const heard = listen(client, { query: 'subscription { ticked { id } }' });
    listen(client, { query: 'subscription { ticked { title } }' });
    await until(() => graph.openTicks() === 2);
    heard.stop();
    await until(() => graph.openTicks() === 1);
    client.dispose();
    await until(() => graph.openTicks() === 0);
  });

  test('does not try again when there is no graph at the address', async () => {
    const heard = listen(clientOf({ url: `${gateway.url}/nowhere`, retryAttempts: 0 }), { query: '{ open }' });
    await until(() => heard.error !== null);
    expect(String(heard.error)).toContain('404');
  });
});
