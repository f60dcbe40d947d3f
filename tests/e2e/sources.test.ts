import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ask, type Identity } from '@prism/testkit/apiClient';
import { listen, type Listening } from '@prism/testkit/listen';
import { createOwnServices, type OwnServices } from '@prism/testkit/ownServices';
import { createTenant, type Tenant } from '@prism/testkit/people';
import { startStack, type Stack } from '@prism/testkit/stack';
import { until } from '@prism/testkit/until';

// Documents come as files and from sites, through the public door; the whole process dies in the middle, and goes on with both.

const patience = { everyMs: 50 };
let dataFolder: string;
let services: OwnServices;
let stack: Stack;
let tenant: Tenant;

const start = () =>
  startStack({
    dataFolder,
    env: {
      ...services.env,
      ...{ OUTBOX_RECONCILE_AFTER_MS: '1000', OUTBOUND_ALLOW: '127.0.0.1', CRAWL_HOST_INTERVAL_MS: '0' },
      UPLOAD_MAX_BYTES: String(4 * 1024 * 1024),
    },
  });

beforeAll(async () => {
  dataFolder = await mkdtemp(path.join(tmpdir(), 'prism-sources-'));
  services = await createOwnServices('sources');
  stack = await start();
  tenant = await createTenant('Acme', stack.url);
}, 120_000);
afterAll(async () => {
  await stack.stop('SIGKILL');
  await services.drop();
  await rm(dataFolder, { recursive: true, force: true });
});

const as = <D>(query: string, variables: Record<string, unknown> = {}) =>
  ask<D>(stack.url, tenant.owner, { query, variables });

interface Call {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer> | ReadableStream;
}

const call = (address: string, { headers, ...init }: Call = {}, { token, organization }: Identity = tenant.owner) =>
  fetch(new URL(address, stack.url), {
    ...init,
    ...(init.body instanceof ReadableStream && { duplex: 'half' }),
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(organization && { 'x-organization-id': organization }),
      ...headers,
    },
  });
const refusalOf = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return [response.status, errors[0]?.extensions.code];
};

const search =
  'query ($query: String!) { searchKnowledge(query: $query, mode: KEYWORD) { edges { node { document { id } } } } }';
const foundBy = async (query: string) => {
  const answer = await as<{ searchKnowledge: { edges: { node: { document: { id: string } } }[] } }>(search, { query });
  return answer.searchKnowledge.edges.map(({ node }) => node.document.id);
};
const isFound = (query: string, id: string) => until(async () => (await foundBy(query)).includes(id), patience);

describe('a file in one request', () => {
  test('becomes a document that is found, and its next version with the same external id', async () => {
    const put = async (body: string) => {
      const response = await call('/documents?title=Plan&externalId=plan', {
        ...{ method: 'POST', headers: { 'content-type': 'text/markdown' }, body },
      });
      expect(response.status).toBe(201);
      return (await response.json()) as { id: string; version: number };
    };
    const { id } = await put('# Plan\n\nThe zeppelin leaves at noon.');
    await isFound('zeppelin', id);
    expect(await put('# Plan\n\nThe submarine leaves at noon.')).toMatchObject({ id, version: 2 });
    await isFound('submarine', id);
    const file = await call(`/documents/${id}/file`);
    expect([file.status, await file.text()]).toEqual([200, '# Plan\n\nThe submarine leaves at noon.']);
    expect(file.headers.get('content-disposition')).toContain('filename="Plan.md"');
    expect(await (await call(`/documents/${id}/file?version=1`)).text()).toContain('zeppelin');
    const stranger = await createTenant('Strange', stack.url);
    expect(await refusalOf(await call(`/documents/${id}/file`, {}, stranger.owner))).toEqual([404, 'NOT_FOUND']);
  });

  test('may be sent by a key that may write, and by nobody else', async () => {
    const keyOf = async (scope: string) => {
      const { createApiKey } = await as<{ createApiKey: { secret: string } }>(
        'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }',
        { input: { name: scope, scopes: [scope] } },
      );
      return { token: createApiKey.secret };
    };
    const post = { method: 'POST', body: 'text' };
    const [writer, reader] = [await keyOf('knowledge:write'), await keyOf('knowledge:read')];
    expect((await call('/documents?title=Key', post, writer)).status).toBe(201);
    expect(await refusalOf(await call('/documents?title=Key', post, reader))).toEqual([403, 'FORBIDDEN']);
    expect(await refusalOf(await call('/documents?title=Key', post, {}))).toEqual([401, 'UNAUTHENTICATED']);
    expect(await refusalOf(await call('/documents?title=Key', post, { token: 'x' }))).toEqual([401, 'UNAUTHENTICATED']);
    const stranger = await createTenant('Other', stack.url);
    const elsewhere = { token: stranger.owner.token, organization: tenant.id };
    expect(await refusalOf(await call('/documents?title=Key', post, elsewhere))).toEqual([404, 'NOT_FOUND']);
  });

  test('is refused when it is too large, announced or not', async () => {
    const announced = { method: 'POST', body: new Uint8Array(4 * 1024 * 1024 + 1) };
    expect(await refusalOf(await call('/documents?title=T', announced))).toEqual([413, 'BAD_USER_INPUT']);
    const endless = new ReadableStream({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const refused = await call('/documents?title=T', { method: 'POST', body: endless }).then(
      refusalOf,
      () => 'cut off',
    );
    // A client that never stops to write may be cut off before it has read the answer.
    expect([String([413, 'BAD_USER_INPUT']), 'cut off']).toContain(String(refused));
    expect(await refusalOf(await call('/documents', { method: 'POST', body: 'x' }))).toEqual([400, 'BAD_USER_INPUT']);
  });

  test('pages of allowed origins may send it, in pieces too', async () => {
    const preflight = await call('/documents/uploads/x', {
      method: 'OPTIONS',
      headers: {
        ...{ origin: 'http://localhost:3000', 'access-control-request-method': 'PATCH' },
        'access-control-request-headers': 'upload-offset,tus-resumable',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(preflight.headers.get('tus-version')).toBe('1.0.0');
    expect(preflight.headers.get('tus-max-size')).toBe(String(4 * 1024 * 1024));
  });
});

const tus = { 'tus-resumable': '1.0.0' };

test('an upload goes on where it was when the process died', async () => {
  const marker = `marker${randomUUID().slice(0, 8)}`;
  const lines = Array.from({ length: 60_000 }, (_, index) => `Line ${String(index)} of a long file.\n`);
  const body = new Uint8Array(Buffer.from(`${lines.join('')}\n\nThe ${marker} is at the end.\n`));
  const fields = { title: 'Long', externalId: 'long', filetype: 'text/plain' };
  const metadata = Object.entries(fields).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`);
  const created = await call('/documents/uploads', {
    method: 'POST',
    headers: { ...tus, 'upload-length': String(body.length), 'upload-metadata': metadata.join(',') },
  });
  expect(created.status).toBe(201);
  const address = created.headers.get('location') ?? '';
  const head = () => call(address, { method: 'HEAD', headers: tus });
  const offset = async () => Number((await head()).headers.get('upload-offset'));
  const patch = (at: number, rest: Call['body'] & object) =>
    call(address, {
      method: 'PATCH',
      headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(at) },
      body: rest,
    });

  const [quarter, half] = [Math.floor(body.length / 4), Math.floor(body.length / 2)];
  expect((await patch(0, body.subarray(0, quarter))).status).toBe(204);
  // More of it, and then nothing until the process is gone.
  let sent: () => void = () => undefined;
  const isSent = new Promise<void>((resolve) => {
    sent = resolve;
  });
  const rest = new ReadableStream({
    start: (controller) => {
      controller.enqueue(body.subarray(quarter, half));
    },
    pull: () => {
      sent();
    },
  });
  const sending = patch(quarter, rest).catch(() => 'cut off');
  await isSent;
  expect(await stack.stop('SIGKILL')).toBeNull();
  expect(await sending).toBe('cut off');
  stack = await start();

  const at = await offset();
  expect(at).toBeGreaterThanOrEqual(quarter);
  expect(at).toBeLessThanOrEqual(half);
  const last = await patch(at, body.subarray(at));
  expect([last.status, await offset()]).toEqual([204, body.length]);
  const id = last.headers.get('document-id') ?? '';
  await isFound(marker, id);
  expect((await head()).headers.get('document-id')).toBe(id);
  // It is the same to the byte: in one request it makes no new version.
  const again = await call('/documents?title=Long&externalId=long', {
    ...{ method: 'POST', headers: { 'content-type': 'text/plain' }, body },
  });
  expect(await again.json()).toMatchObject({ id, version: 1 });
}, 90_000);

describe('a site', () => {
  const pages = 12;
  let site: Listening;
  const requests: string[] = [];
  let held: (() => void)[] = [];
  beforeAll(async () => {
    const server = createServer((request, response) => {
      const { url = '' } = request;
      requests.push(url);
      if (url === '/robots.txt') {
        response.writeHead(404).end();
        return;
      }
      const number = Number(url.slice(2) || 0);
      const answer = () => {
        const next = `<a href="/p${String(number * 2 + 1)}">a</a><a href="/p${String(number * 2 + 2)}">b</a>`;
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end(
          `<title>Page ${String(number)}</title><p>Gadget${String(number)} is here.</p>${number < pages / 2 ? next : ''}`,
        );
      };
      // Somewhere in the middle it waits, so that something is under way when the process dies.
      if (number === 5 && requests.filter((one) => one === url).length === 1) held.push(answer);
      else answer();
    });
    site = await listen(server);
  });
  afterAll(async () => {
    held = [];
    await site.close();
  });

  test('is crawled to its end although the process dies in the middle, each page one document', async () => {
    const { startCrawl } = await as<{ startCrawl: { crawl: { id: string } } }>(
      'mutation ($input: StartCrawlInput!) { startCrawl(input: $input) { crawl { id } } }',
      { input: { url: `${site.url}/`, maxDepth: 10 } },
    );
    await until(() => held.length > 0, patience);
    await stack.stop('SIGKILL');
    stack = await start();
    const read = () =>
      as<{ crawl: { status: string; counts: { stored: number; failed: number; queued: number } } }>(
        'query ($id: ID!) { crawl(id: $id) { status counts { stored failed queued } } }',
        { id: startCrawl.crawl.id },
      );
    await until(async () => (await read()).crawl.status !== 'RUNNING', { limitMs: 60_000, everyMs: 100 });
    const total = 13;
    expect((await read()).crawl).toEqual({ status: 'COMPLETED', counts: { stored: total, failed: 0, queued: 0 } });
    const { documents } = await as<{ documents: { edges: { node: { id: string; externalId: string | null } }[] } }>(
      '{ documents(first: 100) { edges { node { id externalId } } } }',
    );
    const crawled = documents.edges.filter(({ node }) => node.externalId?.startsWith(site.url));
    expect(crawled).toHaveLength(total);
    await isFound('Gadget7', crawled.find(({ node }) => node.externalId?.endsWith('/p7'))?.node.id ?? '');
    // Again, and nothing has changed.
    const { startCrawl: second } = await as<{ startCrawl: { crawl: { id: string } } }>(
      'mutation ($input: StartCrawlInput!) { startCrawl(input: $input) { crawl { id } } }',
      { input: { url: `${site.url}/`, maxDepth: 10 } },
    );
    await until(async () => {
      const { crawl } = await as<{ crawl: { status: string; counts: { unchanged: number } } }>(
        'query ($id: ID!) { crawl(id: $id) { status counts { unchanged } } }',
        { id: second.crawl.id },
      );
      return crawl.status === 'COMPLETED' && crawl.counts.unchanged === total;
    }, patience);
  }, 120_000);
});
