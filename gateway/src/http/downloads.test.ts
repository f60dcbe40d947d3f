import { startHttpPeer, type HttpPeer } from '@prism/testkit/httpPeer';
import { sessionOf } from '@prism/testkit/sessions';
import { until } from '@prism/testkit/until';
import { createLogger } from '@prism/telemetry/logger';
import fastify, { type FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { request as ask, type IncomingMessage } from 'node:http';
import { createSubgraphTransport, type SubgraphTransport } from '../execution/subgraphTransport.ts';
import { addDownloads } from './downloads.ts';
import { addHttpErrors } from './httpErrors.ts';
import { createTransferLimit } from './transferLimit.ts';

const log = createLogger('test', 'silent');
let subgraph: HttpPeer;
let transport: SubgraphTransport;
const apps: FastifyInstance[] = [];
let url: string;
let scopes: ReturnType<typeof sessionOf>['scopes'];

beforeAll(async () => {
  subgraph = await startHttpPeer();
  transport = createSubgraphTransport({
    ...{ connectTimeout: 10_000, headersTimeout: 10_000, bodyTimeout: 10_000, connections: 2 },
  });
  url = await start(10_000);
});
beforeEach(() => {
  subgraph.reset();
  scopes = ['knowledge:read'];
});
afterAll(async () => {
  await Promise.all(apps.map((app) => app.close()));
  await transport.close();
  await subgraph.close();
});

/** A gateway that lets go of who reads nothing for so long. */
function start(idleMs: number): Promise<string> {
  const app = fastify();
  apps.push(app);
  addHttpErrors(app, log);
  addDownloads(app, {
    createContext: (_headers, requestId) =>
      Promise.resolve({
        ...{
          log,
          requestId,
          session: { ...sessionOf({ userId: 'one' }), scopes },
          expiresAt: Infinity,
          identityKey: '',
        },
        upstreamHeaders: () => Promise.resolve({ authorization: 'Bearer internal' }),
      }),
    transport,
    knowledgeUrl: () => `${subgraph.url}/graphql`,
    ...{ idleMs, transfers: createTransferLimit(1) },
  });
  return app.listen({ port: 0, host: '127.0.0.1' });
}

const get = (from = url) => fetch(`${from}/documents/d1/file?version=2`);

test('the subgraph is told who asks, and what it says of the file comes back, nothing else', async () => {
  const headers = {
    ...{ 'content-type': 'application/pdf', 'content-disposition': 'attachment; filename="a.pdf"' },
    ...{ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'set-cookie': 'a=b' },
  };
  subgraph.behave({ kind: 'answer', status: 200, headers: { ...headers, 'content-length': '4' }, body: 'file' });
  const answer = await get();
  expect([answer.status, await answer.text()]).toEqual([200, 'file']);
  const { 'set-cookie': _cookie, ...kept } = headers;
  expect(Object.fromEntries(answer.headers)).toMatchObject({ ...kept, 'content-length': '4' });
  expect(answer.headers.has('set-cookie')).toBe(false);
  expect(subgraph.requests).toMatchObject([
    { method: 'GET', path: '/documents/d1/file?version=2', headers: { authorization: 'Bearer internal' } },
  ]);
});

test('HEAD says of a file what GET would, and PUT that neither can be put', async () => {
  subgraph.behave({
    kind: 'answer',
    status: 200,
    headers: { 'content-type': 'text/plain', 'content-length': '4' },
    body: '',
  });
  const answer = await fetch(`${url}/documents/d1/file`, { method: 'HEAD' });
  expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, '4', '']);
  expect(subgraph.requests).toMatchObject([{ method: 'HEAD', path: '/documents/d1/file' }]);
  const put = await fetch(`${url}/documents/d1/file`, { method: 'PUT', body: 'a file' });
  expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  expect(subgraph.requests).toHaveLength(1);
});

test('a refusal comes back as it is; who may not read is refused here', async () => {
  const headers = { 'retry-after': '3' };
  subgraph.behave({ kind: 'answer', status: 503, headers, body: '{"errors":[]}' });
  const refused = await get();
  expect([refused.status, refused.headers.get('retry-after'), await refused.text()]).toEqual([
    503,
    '3',
    '{"errors":[]}',
  ]);
  scopes = ['knowledge:write'];
  expect((await get()).status).toBe(403);
  expect(subgraph.requests).toHaveLength(1);
});

test.each(['%2e%2e', '..%2F..', '..\\..\\metrics\\x'])(
  'no id leads to another address of the subgraph: %s',
  async (id) => {
    const [answer] = (await once(ask(url, { path: `/documents/${id}/file` }).end(), 'response')) as [IncomingMessage];
    answer.resume();
    expect(answer.statusCode).toBe(404);
    expect(subgraph.requests).toEqual([]);
  },
);

test('no answer is 503, and one that breaks off ends short of its length', async () => {
  subgraph.behave({ kind: 'drop' }, { kind: 'answer', status: 200, headers: { 'content-length': '9' }, body: 'file' });
  expect((await get()).status).toBe(503);
  const broken = await get();
  expect(broken.status).toBe(200);
  await expect(broken.text()).rejects.toThrow();
});

test('who reads nothing is waited for, holds others of theirs up, and is let go of after a while', async () => {
  subgraph.behave({ kind: 'flood', status: 200 });
  const hasty = await start(4_000);
  const slow = ask(`${hasty}/documents/d1/file`);
  slow.on('error', () => undefined).end();
  const [answer] = (await once(slow, 'response')) as [IncomingMessage];
  expect((await get(hasty)).status).toBe(429);
  answer.on('error', () => undefined);
  await until(async () => (await get(hasty)).status === 200, { everyMs: 100 });
});
