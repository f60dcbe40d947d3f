import { createServer } from 'node:http';
import { listen, type Listening } from '@prism/testkit/listen';
import { fastify } from 'fastify';
import { addHealth } from './health.ts';

let subgraph: Listening;
let status: number;
beforeAll(async () => {
  subgraph = await listen(
    createServer(({ url }, response) => response.writeHead(url === '/health' ? status : 404).end()),
  );
});
afterAll(() => subgraph.close());

async function readiness(dependencies: Record<string, string>) {
  const app = fastify();
  addHealth(app, { dependencies: () => dependencies });
  const { statusCode, body } = await app.inject('/readiness');
  await app.close();
  return { statusCode, body: JSON.parse(body) as unknown };
}

it('is ready when every dependency is, whatever its path', async () => {
  status = 200;
  expect(await readiness({ tasks: `${subgraph.url}/graphql` })).toEqual({
    statusCode: 200,
    body: { status: 'ok', dependencies: { supergraph: 'ok', tasks: 'ok' } },
  });
});

it('names the dependencies that fail or are not there', async () => {
  status = 503;
  expect(await readiness({ tasks: `${subgraph.url}/graphql`, gone: 'http://127.0.0.1:1/graphql' })).toEqual({
    statusCode: 503,
    body: { status: 'unavailable', dependencies: { supergraph: 'ok', tasks: 'unavailable', gone: 'unavailable' } },
  });
});
