import { startHttpPeer, type HttpPeer } from '@prism/testkit/httpPeer';
import { sessionOf } from '@prism/testkit/sessions';
import { createLogger } from '@prism/telemetry/logger';
import fastify, { type FastifyInstance } from 'fastify';
import { request as ask } from 'node:http';
import { text } from 'node:stream/consumers';
import { createSubgraphTransport, type SubgraphTransport } from '../execution/subgraphTransport.ts';
import { addHttpErrors } from './httpErrors.ts';
import { createTransferLimit } from './transferLimit.ts';
import { addUploads } from './uploads.ts';

let subgraph: HttpPeer;
let stranger: HttpPeer;
let transport: SubgraphTransport;
let app: FastifyInstance;
let url: string;

beforeAll(async () => {
  [subgraph, stranger] = [await startHttpPeer(), await startHttpPeer()];
  transport = createSubgraphTransport({
    connectTimeout: 10_000,
    headersTimeout: 10_000,
    bodyTimeout: 10_000,
    connections: 2,
  });
  app = fastify();
  const session = sessionOf();
  const log = createLogger('test', 'silent');
  addHttpErrors(app, log);
  const context = { log, session, expiresAt: Infinity, identityKey: '' };
  addUploads(app, {
    createContext: (_headers, requestId) =>
      Promise.resolve({
        ...context,
        requestId,
        upstreamHeaders: () => Promise.resolve({ authorization: 'Bearer internal' }),
      }),
    transport,
    knowledgeUrl: () => `${subgraph.url}/graphql`,
    ...{ maxBytes: 1_000, idleMs: 10_000, transfers: createTransferLimit(2) },
  });
  url = await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await app.close();
  await transport.close();
  await Promise.all([subgraph.close(), stranger.close()]);
});

/** Sends a request line of the client's own making. */
function send(method: string, target: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = ask(url, { method, path: target }, (response) => {
      text(response).then(resolve, reject);
    });
    sent.on('error', reject).end('a file');
  });
}

test.each(['/documents?title=T', 'http://STRANGER/documents?title=T'])(
  'whatever host the request line %s names, the subgraph alone is asked, and told who asks',
  async (target) => {
    subgraph.reset();
    await send('POST', target.replace('STRANGER', new URL(stranger.url).host));
    expect(stranger.requests).toEqual([]);
    expect(subgraph.requests.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/documents?title=T', 'Bearer internal'],
    ]);
  },
);

test.each([
  '/documents/uploads/..',
  '/documents/uploads/%2e%2E',
  '/documents/uploads/..\\..\\graphql',
  'http://STRANGER/documents/uploads/..%5c..%2fgraphql',
])('no id leads to another address of the subgraph: %s', async (target) => {
  subgraph.reset();
  expect(JSON.parse(await send('PATCH', target))).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  expect(subgraph.requests).toEqual([]);
});

test.each([
  ['PUT', '/documents?title=T', 'POST', 'Use POST here (curl -X POST).'],
  ['DELETE', '/documents', 'POST', 'Use POST here (curl -X POST).'],
  ['PATCH', '/documents/uploads', 'POST', 'Use POST here (curl -X POST).'],
  ['PUT', '/documents/uploads/x', 'PATCH, HEAD, DELETE', 'Use PATCH, HEAD, DELETE here (curl -X PATCH).'],
])('who sends %s %s is told what to send, and the subgraph hears nothing', async (method, path, allow, message) => {
  subgraph.reset();
  const answer = await fetch(url + path, { method, body: 'a file' });
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
  expect(await answer.json()).toEqual({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] });
  expect(subgraph.requests).toEqual([]);
});

test('who asks what is spoken there is told, also without an origin', async () => {
  const answer = await fetch(`${url}/documents/uploads`, { method: 'OPTIONS' });
  expect([answer.status, answer.headers.get('tus-version'), answer.headers.get('tus-max-size')]).toEqual([
    ...[204, '1.0.0', '1000'],
  ]);
});
