import { verifyInternalToken } from '@prism/auth/internalToken';
import { createMemoryTopics } from '@prism/pubsub/memoryTopics';
import { startHttpPeer } from '@prism/testkit/httpPeer';
import { testTokenSecret } from '@prism/testkit/sessions';
import { readFile } from 'node:fs/promises';
import { createGateway } from '../server.ts';

const notifications = await startHttpPeer();
const topics = createMemoryTopics();
const gateway = await createGateway({
  supergraphSdl: await readFile(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8'),
  subgraphUrls: { notifications: `${notifications.url}/graphql` },
  auth: { internalTokenSecret: testTokenSecret, topics, devIssuer: { keyFile: undefined } },
});
const linkOf = (token: string) => new URL(`/unsubscribe?token=${token}`, gateway.url);

afterEach(() => {
  notifications.reset();
});
afterAll(async () => {
  await gateway.close();
  await notifications.close();
  await topics.close();
});

const saying = (answer: object) =>
  notifications.behaveAlways({ kind: 'answer', status: 200, body: JSON.stringify(answer) });

test('opening the link shows a button and changes nothing', async () => {
  const response = await fetch(linkOf('a.b'));
  expect(response.status).toBe(200);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  const html = await response.text();
  expect(html).toContain('<form method="post">');
  expect(html).not.toContain('a.b');
  expect(notifications.requests).toEqual([]);
});

test('speaks the language that the browser asks for, and says nothing is done before it is', async () => {
  const open = async (accept: string, method = 'GET') =>
    (await fetch(linkOf('a.b'), { method, headers: { 'accept-language': accept } })).text();
  expect(await open('de-AT,de;q=0.9,en;q=0.8')).toMatch(/lang="de"[^]*Noch ist nichts geändert[^]*<button>Abbestellen/);
  expect(await open('pt-BR, fr;q=0.5')).toMatch(/lang="fr"[^]*Rien n’a encore changé/);
  for (const other of ['ja', '*', 'constructor'])
    expect(await open(other)).toMatch(/lang="en"[^]*Nothing has changed yet/);
  saying({ unsubscribed: true });
  expect(await open('de', 'POST')).toContain('<h1>Abbestellt</h1>');
});

test.each([
  ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
  [
    'multipart/form-data; boundary=x',
    '--x\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--',
  ],
  ['application/json', 'not even JSON'],
])('one click, as %s, passes the token on in the name of the gateway', async (type, body) => {
  saying({ unsubscribed: true });
  const response = await fetch(linkOf('a.b'), { method: 'POST', headers: { 'content-type': type }, body });
  expect(response.status).toBe(200);
  const [request, ...more] = notifications.requests;
  expect(more).toEqual([]);
  expect(request).toMatchObject({ method: 'POST', path: '/internal/unsubscribe' });
  expect(JSON.parse(request!.body.toString())).toEqual({ token: 'a.b' });
  const token = request!.headers.authorization!.replace('Bearer ', '');
  expect((await verifyInternalToken(testTokenSecret, token)).session.actor).toEqual({ type: 'system', id: 'gateway' });
});

test('a link that is none is not found, whatever is wrong with it', async () => {
  saying({ unsubscribed: false });
  const wrong = ['x', '<script>', 'x'.repeat(5_000), ''];
  const pages = await Promise.all(
    wrong.map(async (token) => {
      const response = await fetch(linkOf(encodeURIComponent(token)), { method: 'POST' });
      return [response.status, await response.text()];
    }),
  );
  expect(new Set(pages.map(String)).size).toBe(1);
  expect(pages[0]?.[0]).toBe(404);
  expect((await fetch(new URL('/unsubscribe', gateway.url))).status).toBe(404);
  expect((await fetch(new URL('/unsubscribe?token=a&token=b', gateway.url), { method: 'POST' })).status).toBe(404);
});

test.each([{ kind: 'answer', status: 500 }, { kind: 'drop' }, { kind: 'answer', status: 200, body: '{}' }] as const)(
  'when it does not work it may be tried again: %j',
  async (how) => {
    notifications.behaveAlways(how);
    const response = await fetch(linkOf('a.b'), { method: 'POST' });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('60');
  },
);

test('a form is taken for links alone, and no larger than one', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  expect((await fetch(gateway.url, { method: 'POST', headers: form, body: 'query={__typename}' })).status).toBe(415);
  const huge = { method: 'POST', headers: form, body: 'x'.repeat(10_000) };
  expect((await fetch(linkOf('a.b'), huge)).status).toBe(413);
  expect(notifications.requests).toEqual([]);
});
