import { parse } from 'graphql';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '@prism/testkit/listen';
import type { Gateway } from './options.ts';
import { createGateway } from './server.ts';
import { ask } from './testing/ask.ts';
import { composeSubgraphs } from './testing/composeSubgraphs.ts';
import { startTestGraph, type TestGraph } from './testing/graph.ts';
import { startSubgraph, type TestSubgraphOptions } from './testing/startSubgraph.ts';

describe('conditions', () => {
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

  it('take the default of a variable that is absent, and refuse one that is null', async () => {
    const query = 'query ($on: Boolean = true) { open @include(if: $on) task(id: "1") { id @skip(if: $on) title } }';
    expect((await ask(gateway.url, query)).data).toEqual({ open: 'open', task: { title: 'Task 1' } });
    const refused = await ask(gateway.url, query, { variables: { on: null } });
    expect(refused.errors).toHaveLength(1);
    expect(refused.data ?? null).toBeNull();
  });
});

it('says so when no subgraph can resolve a field', async () => {
  const typeDefs = parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@interfaceObject"])
    type Query { nothing: Thing open: String }
    interface Thing @key(fields: "id") { id: ID! }
  `);
  const others = parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@interfaceObject"])
    type Thing @key(fields: "id", resolvable: false) @interfaceObject { id: ID! size: Int }
  `);
  const url = 'http://127.0.0.1:9/graphql';
  const supergraphSdl = composeSubgraphs([
    { name: 'things', url, typeDefs },
    { name: 'sizes', url, typeDefs: others },
  ]);
  const gateway = await createGateway({ supergraphSdl });
  const { data, errors } = await ask(gateway.url, '{ nothing { size } }');
  expect([data ?? null, errors?.[0]?.extensions['code']]).toEqual([null, 'OPERATION_RESOLUTION_FAILURE']);
  expect((await ask(gateway.url, '{ __typename open @skip(if: true) }')).data).toEqual({ __typename: 'Query' });
  await gateway.close();
});

it('takes directives for operations that subgraphs compose', async () => {
  const tagging = (field: string, declaration: string) => `
    extend schema
      @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@composeDirective"])
      @link(url: "https://prism.example/tagging/v1.0", import: ["@tagged"])
      @composeDirective(name: "@tagged")
    directive @tagged(as: Tag! ${declaration}) on FIELD | FRAGMENT_SPREAD
    enum Tag { HOT COLD }
    type Query { ${field}: String }
  `;
  const seen: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      seen.push(body);
      response.setHeader('content-type', 'application/json').end('{"data":{"a":"a","b":"b"}}');
    });
  });
  const { url, close } = await listen(server);
  const supergraphSdl = composeSubgraphs([
    { name: 'a', url, typeDefs: parse(tagging('a', '')) },
    { name: 'b', url, typeDefs: parse(tagging('b', '= HOT')) },
  ]);
  const gateway = await createGateway({ supergraphSdl });
  const query = 'query ($as: Tag!) { a @tagged(as: $as) ...B @tagged } fragment B on Query { b @tagged }';
  expect((await ask(gateway.url, query, { variables: { as: 'COLD' } })).data).toEqual({ a: 'a', b: 'b' });
  expect(seen.join()).not.toContain('tagged');
  expect((await ask(gateway.url, query, { variables: { as: 'MILD' } })).errors).toHaveLength(1);
  expect((await ask(gateway.url, '{ a @unknown }')).errors).toHaveLength(1);
  await gateway.close();
  await close();
});

it('remembers the type of an object behind an interface object', async () => {
  const ranked = () => [{ id: 'u' }, { id: 'a' }];
  const start = (name: string, typeDefs: string, Person: TestSubgraphOptions['resolvers'][string]) =>
    startSubgraph({ name, typeDefs, resolvers: { Person, ...(name === 'ranks' ? { Query: { ranked } } : {}) } });
  const echo = { __resolveReference: (reference: object) => reference };
  const people = await start(
    'people',
    `interface Person @key(fields: "id") { id: ID! }
     type User implements Person @key(fields: "id") { id: ID! }
     type Admin implements Person @key(fields: "id") { id: ID! }`,
    { __resolveReference: ({ id }: { id: string }) => ({ id, __typename: id === 'u' ? 'User' : 'Admin' }) },
  );
  const ranks = await start(
    'ranks',
    'type Query { ranked: [Person!]! } type Person @key(fields: "id") @interfaceObject { id: ID! rank: Int! }',
    { ...echo, rank: () => 1 },
  );
  const titles = await start(
    'titles',
    `type Person @key(fields: "id") @interfaceObject { id: ID! rank: Int! @external title: String @requires(fields: "rank") }`,
    { ...echo, title: ({ rank }: { rank: number }) => `Number ${String(rank)}` },
  );
  const gateway = await createGateway({ supergraphSdl: composeSubgraphs([people, ranks, titles]) });
  const { data } = await ask(gateway.url, '{ ranked { ... on Admin { title } } }');
  expect(data).toEqual({ ranked: [{}, { title: 'Number 1' }] });
  await gateway.close();
  await Promise.all([people.close(), ranks.close(), titles.close()]);
});
