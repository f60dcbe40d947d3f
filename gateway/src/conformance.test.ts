import { parse } from 'graphql';
import type { Gateway } from './options.ts';
import { createGateway } from './server.ts';
import { ask } from './testing/ask.ts';
import { composeSubgraphs } from './testing/composeSubgraphs.ts';
import { startTestGraph, type TestGraph } from './testing/graph.ts';

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
