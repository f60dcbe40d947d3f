import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { until } from '@prism/testkit/until';
import { parse } from 'graphql';
import type { Gateway } from '../options.ts';
import { createGateway } from '../server.ts';
import { startTestGraph, type TestGraph } from '../testing/graph.ts';

// https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/multipart-protocol, byte by byte and by Apollo Client.

let graph: TestGraph;
let gateway: Gateway;
beforeAll(async () => {
  graph = await startTestGraph();
});
beforeEach(async () => {
  gateway = await createGateway({ supergraphSdl: graph.supergraphSdl });
});
afterEach(async () => {
  await gateway.close();
  await until(() => graph.openTicks() === 0);
});
afterAll(async () => {
  await graph.close();
});

const accept = 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0", application/json';
const post = (query: string, header = accept) =>
  fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: header },
    body: JSON.stringify({ query }),
  });

const part = (json: unknown, boundary = '--graphql'): string =>
  `\r\ncontent-type: application/json\r\n\r\n${JSON.stringify(json)}\r\n${boundary}`;
const opened = `\r\n--graphql${part({})}`;

describe('the protocol', () => {
  test('a heartbeat, the events, each with the boundary that ends it, and the last boundary', async () => {
    const answer = await post('subscription { countdown(from: 2) }');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'multipart/mixed;boundary="graphql";subscriptionSpec=1.0',
    ]);
    expect(await answer.text()).toBe(
      `${opened}${part({ payload: { data: { countdown: 2 } } })}${part({ payload: { data: { countdown: 1 } } })}--\r\n`,
    );
  });

  test('a refusal of the graph is a payload with errors', async () => {
    const text = await (await post('subscription ($from: Int!) { countdown(from: $from) }')).text();
    expect(text.startsWith(`${opened}\r\ncontent-type: application/json\r\n\r\n{"payload":{"errors":[`)).toBe(true);
    expect(text.endsWith('\r\n--graphql--\r\n')).toBe(true);
  });

  test('what the gateway ends is no payload and errors beside it', async () => {
    const answer = await post('subscription { ticked { id } }');
    await until(() => graph.openTicks() === 1);
    const closed = gateway.close();
    const text = await answer.text();
    await closed;
    const errors = [{ message: 'Going away', extensions: { code: 'UPSTREAM_UNAVAILABLE', closeCode: 1001 } }];
    expect(text).toBe(`${opened}${part({ payload: null, errors }, '--graphql--\r\n')}`);
  });

  test('queries, what is not valid, and other kinds of multipart are answered as JSON', async () => {
    const typeOf = async (query: string, header?: string) =>
      (await post(query, header)).headers.get('content-type')?.split(';')[0];
    expect(await typeOf('{ open }')).toBe('application/json');
    const alone = await post('{ open }', 'multipart/mixed;subscriptionSpec=1.0');
    expect([alone.status, await alone.json()]).toEqual([200, { data: { open: 'open' } }]);
    expect(await typeOf('subscription { nothing }')).toBe('application/json');
    expect(await typeOf('subscription { ticked { id } }', 'multipart/mixed;deferSpec=20220824, */*')).toBe(
      'application/json',
    );
  });
});

describe("Apollo Client's HttpLink", () => {
  let client: ApolloClient;
  beforeEach(() => {
    client = new ApolloClient({ cache: new InMemoryCache(), link: new HttpLink({ uri: gateway.url }) });
  });
  afterEach(() => {
    client.stop();
  });

  function listen(query: string) {
    const heard = { data: [] as unknown[], error: undefined as unknown, completed: false, stop: (): void => undefined };
    const running = client.subscribe({ query: parse(query) }).subscribe({
      next: ({ data, error }) => {
        if (error) heard.error = error;
        else heard.data.push(data);
      },
      error: (error: unknown) => {
        heard.error = error;
      },
      complete: () => {
        heard.completed = true;
      },
    });
    heard.stop = () => {
      running.unsubscribe();
    };
    return heard;
  }

  test('hears every event and the end, and runs queries and mutations beside', async () => {
    const heard = listen('subscription { ticked { id assignee { name } } }');
    await until(() => graph.openTicks() === 1);
    graph.tick('0');
    await until(() => heard.data.length === 1);
    const { data } = await client.query({ query: parse('{ open }') });
    expect(data).toEqual({ open: 'open' });
    graph.endTicks();
    await until(() => heard.completed);
    const task = { __typename: 'Task', id: '0', assignee: { __typename: 'Person', name: 'Person p0' } };
    expect([heard.data, heard.error]).toEqual([[{ ticked: task }], undefined]);
  });

  test.each([
    ['before there is a stream', 'subscription { nothing }', 'Cannot query field'],
    ['in the stream', 'subscription ($from: Int!) { countdown(from: $from) }', 'was not provided'],
  ])('hears of refusals, %s', async (_where, query, message) => {
    const heard = listen(query);
    await until(() => heard.error !== undefined);
    expect(heard.error).toMatchObject({ errors: [{ message: expect.stringContaining(message) as string }] });
  });

  test('is told by a protocol error when the stream ends early', async () => {
    const heard = listen('subscription { ticked { id } }');
    await until(() => graph.openTicks() === 1);
    graph.tasks.dropSockets();
    await until(() => heard.error !== undefined);
    expect(heard.error).toMatchObject({
      name: 'CombinedProtocolErrors',
      errors: [{ extensions: { closeCode: 1012 } }],
    });
  });

  test('leaving closes the stream at the subgraph', async () => {
    const heard = listen('subscription { ticked { id } }');
    await until(() => graph.openTicks() === 1);
    heard.stop();
    await until(() => graph.openTicks() === 0);
  });
});
