import './execution/disableApolloTelemetry.ts';
import type { ServerResponse } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloGateway } from '@apollo/gateway';
import type { Gateway } from './options.ts';
import { createGateway } from './server.ts';
import { ask, post } from './testing/ask.ts';
import { startTestGraph, type TestGraph } from './testing/graph.ts';

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

describe('a gateway in front of any supergraph', () => {
  it('answers what stock @apollo/gateway answers', async () => {
    // Stock refuses the auth directives, which play no part here, unless they are marked as harmless.
    const supergraphSdl = graph.supergraphSdl.replaceAll(', for: SECURITY', '');
    const stock = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl }) });
    await stock.start();
    const queries = [
      '{ tasks(first: 7) { id title assignee { id name friend { name } } } }',
      '{ tasks { assignee { name } again: assignee { friend { id name } } } me { name } }',
      'query ($no: Boolean = false) { tasks(first: 2) { id title @include(if: $no) assignee @skip(if: $no) { name } } }',
      '{ things { __typename ... on Task { title assignee { name } } ... on Note { text } } nodes { id } }',
      '{ tasks(first: 7) { assignee { name } reviewer { name friend { id } } } }',
      'query ($yes: Boolean! = true) { tasks(first: 1) { ...A ... @include(if: $yes) { title } } } fragment A on Task { id assignee { id } ... on Node { id assigneeId: id } }',
      '{ nodes { __typename ... on Task { id title t: title assignee { id } assignee { name } } } things { ... on Node { id } } }',
      '{ tasks(first: 7) { assignee { name } reviewer { name friend { id } } } }',
      '{ tasks(first: 5) { assignee { name } reviewer { name } } }',
      'query ($yes: Boolean! = true) { tasks(first: 1) { ...A ... @include(if: $yes) { title } } } fragment A on Task { id assignee { id } ... on Node { id same: id } }',
      '{ nodes { __typename ... on Task { id title t: title assignee { id } assignee { name } } } things { ... on Node { id } } }',
      '{ mustFail open }',
      '{ fails(code: "ANY") open }',
      'mutation { renameTask(id: "1", title: "New") { id title assignee { name } } }',
      '{ __schema { queryType { name } } __type(name: "Task") { fields { name } } tasks(first: 1) { __typename } }',
    ];
    for (const query of queries) {
      const expected = await stock.executeOperation({ query });
      const { data, errors, text } = await ask(gateway.url, query);
      if (expected.body.kind !== 'single') throw new Error('not a single result');
      const { singleResult } = expected.body;
      expect([query, data]).toEqual([query, JSON.parse(JSON.stringify(singleResult.data ?? null))]);
      expect(errors?.map(({ message, path }) => ({ message, path }))).toEqual(
        singleResult.errors?.map(({ message, path }) => ({ message, path })),
      );
      expect(text).not.toContain('stacktrace');
    }
    await stock.stop();
  });

  it('asks for each entity once', async () => {
    graph.people.seen.length = 0;
    const { data } = await ask(gateway.url, '{ tasks(first: 9) { assignee { id friend { id } } } }');
    expect(graph.people.seen.map(({ variables }) => variables['representations'])).toEqual([
      [
        { __typename: 'Person', id: 'p0' },
        { __typename: 'Person', id: 'p1' },
        { __typename: 'Person', id: 'p2' },
      ],
    ]);
    expect((data as { tasks: unknown[] }).tasks[8]).toEqual({ assignee: { id: 'p2', friend: { id: 'p0' } } });
  });

  it('makes one request of fetches that differ only in which entities they want', async () => {
    graph.people.seen.length = 0;
    const { data, errors } = await ask(gateway.url, '{ tasks(first: 3) { assignee { name } reviewer { name } } }');
    expect(graph.people.seen).toHaveLength(1);
    expect((data as { tasks: unknown[] }).tasks).toEqual([
      { assignee: { name: 'Person p0' }, reviewer: { name: 'Person p0' } },
      { assignee: { name: 'Person p1' }, reviewer: { name: 'Person p1' } },
      { assignee: null, reviewer: { name: 'Person p0' } },
    ]);
    expect(errors?.map(({ path }) => path)).toEqual([['tasks', 2, 'assignee', 'name']]);
  });

  it('lets identical queries of one caller share an execution, and never mutations', async () => {
    graph.tasks.seen.length = 0;
    const all = await Promise.all(
      Array.from({ length: 20 }, () => ask(gateway.url, '{ tasks(first: 4) { id assignee { name } } }')),
    );
    expect(new Set(all.map(({ text }) => text)).size).toBe(1);
    // Two or three, and more when they do not arrive together.
    expect(graph.tasks.seen.length).toBeLessThan(20);
    graph.tasks.seen.length = 0;
    await Promise.all(
      ['a', 'b'].map((token) => ask(gateway.url, '{ tasks(first: 4) { id } }', { headers: { authorization: token } })),
    );
    expect(graph.tasks.seen).toHaveLength(2);
    graph.tasks.seen.length = 0;
    await Promise.all(
      Array.from({ length: 5 }, () => ask(gateway.url, 'mutation { renameTask(id: "2", title: "x") { id } }')),
    );
    expect(graph.tasks.seen).toHaveLength(5);
  });

  it('shows a client its own write, however many read at the same time', async () => {
    for (let round = 0; round < 20; round += 1) {
      const noise = Array.from({ length: 5 }, () => ask(gateway.url, '{ task(id: "3") { title } }'));
      await ask(gateway.url, `mutation { renameTask(id: "3", title: "round ${String(round)}") { id } }`);
      const { data } = await ask(gateway.url, '{ task(id: "3") { title } }');
      expect(data).toEqual({ task: { title: `round ${String(round)}` } });
      await Promise.all(noise);
    }
  });

  it('passes authorization and request id on, and the messages and extensions of subgraphs back', async () => {
    const { data, headers } = await ask(gateway.url, '{ headers }', {
      headers: { authorization: 'Bearer me', 'x-request-id': 'request-0001', cookie: 'a=b' },
    });
    const passed = (data as { headers: string[] }).headers;
    expect(passed).toEqual(expect.arrayContaining(['authorization: Bearer me', 'x-request-id: request-0001']));
    expect(passed.join()).not.toContain('cookie');
    expect(headers['x-request-id']).toBe('request-0001');
    const { errors } = await ask(gateway.url, '{ fails(code: "TEAPOT") }');
    expect(errors?.[0]).toMatchObject({
      message: 'It failed with TEAPOT',
      path: ['fails'],
      extensions: { code: 'TEAPOT', detail: 'internal detail' },
    });
  });

  it('answers queries by GET and refuses mutations', async () => {
    const get = (query: string) =>
      fetch(`${gateway.url}?query=${encodeURIComponent(query)}`, { headers: { 'apollo-require-preflight': 'yes' } });
    expect(await (await get('{ open }')).json()).toEqual({ data: { open: 'open' } });
    expect((await get('mutation { renameTask(id: "1", title: "x") { id } }')).status).toBe(405);
    expect((await fetch(`${gateway.url}?query={open}`)).status).toBe(400);
  });

  it('negotiates the content type', async () => {
    const accept = 'application/graphql-response+json';
    const good = await ask(gateway.url, '{ open }', { headers: { accept } });
    expect(good.headers['content-type']).toBe(`${accept}; charset=utf-8`);
    expect((await ask(gateway.url, '{ nothing }', { headers: { accept } })).status).toBe(400);
    expect((await ask(gateway.url, '{ nothing }', { headers: { accept: 'application/json' } })).status).toBe(200);
    expect((await ask(gateway.url, 'query ($a: ID!) { task(id: $a) { id } }', { headers: { accept } })).status).toBe(
      400,
    );
    expect((await ask(gateway.url, '{ open }', { headers: { accept: 'text/css' } })).status).toBe(406);
  });

  it('refuses what is no request with an error in the shape of GraphQL', async () => {
    const malformed = await post(gateway.url, '{"query":');
    expect([malformed.status, malformed.errors?.[0]?.extensions['code']]).toEqual([400, 'BAD_USER_INPUT']);
    const undecodable = await fetch(new URL('/documents/%zz/file', gateway.url));
    expect([undecodable.status, await undecodable.json()]).toEqual([
      400,
      { errors: [{ message: expect.stringContaining('%zz') as string, extensions: { code: 'BAD_USER_INPUT' } }] },
    ]);
    const oversized = await post(
      gateway.url,
      JSON.stringify({ query: '{ open }', padding: 'x'.repeat(10 * 1024 * 1024) }),
    );
    expect([oversized.status, oversized.errors?.[0]?.extensions['code']]).toEqual([413, 'BAD_USER_INPUT']);
    expect((await post(gateway.url, '[{"query":"{ open }"}]')).status).toBe(400);
    expect((await post(gateway.url, '{ open }', { 'content-type': 'text/plain' })).status).toBe(400);
    const long = await ask(gateway.url, `{ ${'open '.repeat(30_000)} }`);
    expect(long.errors).toHaveLength(1);
  });

  it('serves Sandbox, health and metrics', async () => {
    expect(await (await fetch(gateway.url, { headers: { accept: 'text/html' } })).text()).toContain('EmbeddedSandbox');
    const base = gateway.url.replace('/graphql', '');
    expect((await fetch(`${base}/health`)).status).toBe(200);
    expect(await (await fetch(`${base}/readiness`)).json()).toMatchObject({ status: 'ok' });
    expect(await (await fetch(`${base}/metrics`)).text()).toContain('prism_gateway_operations_total');
    expect((await fetch(`${base}/dev/token`, { method: 'POST' })).status).toBe(404);
  });
});

describe('a subgraph that misbehaves', () => {
  const cases = {
    'is slow': () => true,
    'answers garbage': (response: ServerResponse) => {
      response.end('<html>oops</html>');
    },
    'answers 502': (response: ServerResponse) => {
      response.writeHead(502).end('Bad gateway');
    },
    'hangs up': (response: ServerResponse) => {
      response.destroy();
    },
  };
  it.each(Object.entries(cases))('%s: UPSTREAM_UNAVAILABLE, and the rest of the answer', async (_name, misbehave) => {
    const broken = await startTestGraph({
      people: {
        intercept: (_request, response) => {
          misbehave(response);
          return true;
        },
      },
    });
    const front = await createGateway({
      supergraphSdl: broken.supergraphSdl,
      limits: { headersTimeout: 1_000, bodyTimeout: 1_000 },
    });
    const { data, errors } = await ask(front.url, '{ tasks(first: 1) { id assignee { name } } }');
    expect(data).toMatchObject({ tasks: [{ id: '0' }] });
    expect(errors?.[0]?.extensions['code']).toBe('UPSTREAM_UNAVAILABLE');
    await front.close();
    await broken.close();
  });
});
