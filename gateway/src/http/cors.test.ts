import { WebSocket } from 'ws';
import type { Gateway, GatewayOptions } from '../options.ts';
import { createGateway } from '../server.ts';
import { startTestGraph, type TestGraph } from '../testing/graph.ts';

let graph: TestGraph;
const open: Gateway[] = [];

beforeAll(async () => {
  graph = await startTestGraph();
});
afterAll(async () => {
  await Promise.all(open.map((gateway) => gateway.close()));
  await graph.close();
});

async function start(options: Partial<GatewayOptions>): Promise<string> {
  const gateway = await createGateway({ supergraphSdl: graph.supergraphSdl, ...options });
  open.push(gateway);
  return gateway.url;
}

const preflight = (url: string, origin: string) =>
  fetch(url, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });

const post = (url: string, origin?: string) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(origin === undefined ? {} : { origin }) },
    body: '{"query":"{ open }"}',
  });

/** The status that refuses a socket, or 101. */
function upgrade(url: string, origin?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(
      url.replace('http', 'ws'),
      'graphql-transport-ws',
      origin === undefined ? {} : { origin },
    );
    socket.once('open', () => {
      socket.close();
      resolve(101);
    });
    socket.once('unexpected-response', (request, response) => {
      request.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.once('error', reject);
  });
}

const allowOrigin = (answer: Response): string | null => answer.headers.get('access-control-allow-origin');

describe('with a list of origins', () => {
  const app = 'https://app.example.com';
  let url: string;
  beforeAll(async () => {
    url = await start({ corsOrigins: [app, 'capacitor://localhost'], isProduction: true });
  });

  test('answers the preflight of a listed one, to be remembered, without asking for cookies', async () => {
    const { status, headers } = await preflight(url, app);
    expect(status).toBe(204);
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': app,
      'access-control-allow-methods': 'GET, POST, HEAD, PATCH, DELETE',
      'access-control-allow-headers':
        'authorization, content-type, x-organization-id, x-api-key, apollo-require-preflight, traceparent, ' +
        'content-disposition, tus-resumable, upload-length, upload-metadata, upload-offset',
      'access-control-max-age': '86400',
      vary: expect.stringMatching(/origin/i) as string,
    });
    expect(headers.has('access-control-allow-credentials')).toBe(false);
  });

  test('lets a listed one read the answer and its request id', async () => {
    const answer = await post(url, app);
    expect(allowOrigin(answer)).toBe(app);
    expect(answer.headers.get('access-control-expose-headers')).toMatch(/^x-request-id, .*upload-offset$/);
    expect(await answer.json()).toEqual({ data: { open: 'open' } });
  });

  test.each([
    'https://app.example.com.evil.com',
    'http://app.example.com',
    'https://APP.example.com',
    'null',
    'http://localhost:3000',
  ])('gives nothing to %s', async (origin) => {
    expect(allowOrigin(await preflight(url, origin))).toBeNull();
    expect(allowOrigin(await post(url, origin))).toBeNull();
    expect(await upgrade(url, origin)).toBe(403);
  });

  test('takes sockets of listed origins, of its own pages, and of programs', async () => {
    expect(await upgrade(url, app)).toBe(101);
    expect(await upgrade(url, 'capacitor://localhost')).toBe(101);
    expect(await upgrade(url, `https://${new URL(url).host}`)).toBe(101);
    expect(await upgrade(url)).toBe(101);
  });

  test('answers a refusal in a form that the page can read', async () => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: app },
      body: '{',
    });
    expect([answer.status, allowOrigin(answer)]).toEqual([400, app]);
    const nowhere = await fetch(new URL('/nowhere', url), { headers: { origin: app } });
    expect([nowhere.status, allowOrigin(nowhere)]).toEqual([404, app]);
  });
});

test('without a list: this machine in development, nobody in production', async () => {
  const [development, production] = [await start({}), await start({ isProduction: true })];
  for (const origin of [
    'http://localhost:5173',
    'http://127.0.0.1:8080',
    'https://app.localhost',
    'http://[::1]:3000',
  ]) {
    expect(allowOrigin(await post(development, origin))).toBe(origin);
    expect(await upgrade(development, origin)).toBe(101);
    expect(allowOrigin(await post(production, origin))).toBeNull();
    expect(await upgrade(production, origin)).toBe(403);
  }
  for (const origin of ['http://localhost.evil.com', 'https://evil.com/localhost', 'http://notlocalhost']) {
    expect(allowOrigin(await post(development, origin))).toBeNull();
    expect(await upgrade(development, origin)).toBe(403);
  }
  expect((await post(production)).status).toBe(200);
});

test('*: everybody', async () => {
  const url = await start({ corsOrigins: '*' });
  expect(allowOrigin(await post(url, 'https://any.example'))).toBe('https://any.example');
  expect(await upgrade(url, 'https://any.example')).toBe(101);
});
