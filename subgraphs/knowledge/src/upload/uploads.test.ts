import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';

import { internalHeaders, sessionOf } from '@prism/testkit/sessions';
import { until } from '@prism/testkit/until';

import { maxBytes, refusalOf, sha, startUploadKit, type UploadKit } from '../testing/uploadKit.ts';

let kit: UploadKit;
beforeAll(async () => {
  kit = await startUploadKit();
});
afterAll(() => kit.close());

test('makes a document of a file, with one job, byte by byte as it came', async () => {
  const session = sessionOf();
  const body = randomBytes(1_000_000);
  const metadata = encodeURIComponent(JSON.stringify({ team: 'a' }));
  const response = await kit.call(session, `/documents?title=Plan%20%C3%A4&externalId=plan&metadata=${metadata}`, {
    method: 'POST',
    headers: { 'content-type': 'application/pdf' },
    body,
  });
  expect(response.status).toBe(201);
  const document = (await response.json()) as { id: string };
  expect(document).toEqual({ id: document.id, externalId: 'plan', title: 'Plan ä', status: 'PENDING', version: 1 });
  expect(await kit.storedHash(session, document.id)).toBe(sha(body));
  const asked = await kit.ask(session, `{ document(id: "${document.id}") { contentType metadata createdBy { id } } }`);
  expect(asked.data.document).toEqual({
    contentType: 'application/pdf',
    metadata: { team: 'a' },
    createdBy: { id: session.actor.id },
  });
  const jobs = await kit.rows(
    session,
    `SELECT payload FROM outbox.message WHERE organization_id = $1 AND job = 'indexDocument'`,
  );
  expect(jobs).toEqual([{ payload: { documentId: document.id, version: 1 } }]);
});

test('names the document after the file, and knows its type by its ending', async () => {
  const session = sessionOf();
  const response = await kit.call(session, '/documents', {
    method: 'POST',
    headers: { 'content-disposition': `attachment; filename="x"; filename*=UTF-8''%C3%9Cbersicht.md` },
    body: '# Hello',
  });
  const { id, title } = (await response.json()) as { id: string; title: string };
  expect(title).toBe('Übersicht.md');
  const asked = await kit.ask(session, `{ document(id: "${id}") { contentType } }`);
  expect(asked.data.document.contentType).toBe('text/plain');
});

test('the same content again is no new version and no second copy; other content is a new version', async () => {
  const session = sessionOf();
  const put = async (body: string) => {
    const headers = { 'content-type': 'text/plain' };
    const response = await kit.call(session, '/documents?title=T&externalId=e', { method: 'POST', headers, body });
    return (await response.json()) as { version: number };
  };
  expect([(await put('one')).version, (await put('one')).version, (await put('two')).version]).toEqual([1, 1, 2]);
  expect(await kit.counts(session)).toEqual({ files: 2, parts: 2, uploads: 0 });
  // As a text it is the same as a file.
  const added = await kit.add(session, { externalId: 'e', title: 'T', content: 'two', contentType: 'text/plain' });
  expect(added.data.addDocuments.documents).toMatchObject([{ version: 2 }]);
});

test('a file without a length is taken as it comes, up to the limit', async () => {
  const session = sessionOf();
  const stream = (total: number) =>
    new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (let at = 0; at < total; at += 65_536) controller.enqueue(new Uint8Array(65_536));
        controller.close();
      },
    });
  const send = (total: number) =>
    kit.call(session, '/documents?title=S', { method: 'POST', body: stream(total), duplex: 'half' });
  expect((await send(maxBytes)).status).toBe(201);
  expect(await refusalOf(await send(maxBytes + 65_536))).toEqual({ status: 413, code: 'BAD_USER_INPUT' });
  expect(await kit.counts(session)).toMatchObject({ files: 1, uploads: 0 });
});

test('a form may hold it, with what is said of it before and after', async () => {
  const session = sessionOf();
  const form = new FormData();
  form.set('externalId', 'form');
  form.set('file', new File([Buffer.alloc(600_000, 'a')], 'Notes ä.md', { type: 'text/markdown' }));
  form.set('title', 'Notes');
  form.set('metadata', '{"team":"a"}');
  const response = await kit.call(session, '/documents', { method: 'POST', body: form });
  const { id, ...document } = (await response.json()) as { id: string };
  expect(document).toMatchObject({ externalId: 'form', title: 'Notes', version: 1 });
  expect(await kit.storedHash(session, id)).toBe(sha(Buffer.alloc(600_000, 'a')));
  const asked = await kit.ask(session, `{ document(id: "${id}") { contentType metadata } }`);
  expect(asked.data.document).toEqual({ contentType: 'text/markdown', metadata: { team: 'a' } });

  const bare = new FormData();
  bare.set('file', new File(['x'], 'Only a file.txt'));
  const named = await kit.call(session, '/documents', { method: 'POST', body: bare });
  expect(await named.json()).toMatchObject({ title: 'Only a file.txt' });
  const large = new FormData();
  large.set('file', new File([Buffer.alloc(maxBytes + 1)], 'large.bin'));
  const before = await kit.counts(session);
  expect(await refusalOf(await kit.call(session, '/documents', { method: 'POST', body: large }))).toEqual({
    ...{ status: 413, code: 'BAD_USER_INPUT' },
  });
  const none = new FormData();
  none.set('title', 'T');
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  const two = new FormData();
  for (const name of ['file', 'file2']) two.set(name, new File(['x'], `${name}.txt`));
  const disposition = 'content-disposition: form-data; name="file"; filename="a.txt"';
  for (const init of [
    { body: none },
    { body: two },
    { headers, body: 'nonsense' },
    { headers, body: `--x\r\n${disposition}\r\n\r\nbroken o` },
    {
      headers,
      body: `--x\r\n${disposition}\r\n\r\nwhole\r\n--x\r\ncontent-disposition: form-data; name="title"\r\n\r\nbro`,
    },
    { headers: { 'content-type': 'multipart/form-data' }, body: 'x' },
  ])
    expect(await refusalOf(await kit.call(session, '/documents', { method: 'POST', ...init }))).toEqual({
      ...{ status: 400, code: 'BAD_USER_INPUT' },
    });
  expect(await kit.counts(session)).toEqual(before);
});

test.each([
  ['no title', '/documents', 'x', 400],
  ['no bytes', '/documents?title=T', '', 400],
  ['metadata that is no JSON', '/documents?title=T&metadata={', 'x', 400],
  ['metadata that is no object', '/documents?title=T&metadata=[1]', 'x', 400],
  ['an external id that is too long', `/documents?title=T&externalId=${'e'.repeat(501)}`, 'x', 400],
  ['a collection that is no id', '/documents?title=T&collectionId=c', 'x', 400],
  ['NUL in the title', '/documents?title=a%00b', 'x', 400],
  ['more than the limit', '/documents?title=T', 'x'.repeat(maxBytes + 1), 413],
])('refuses %s and keeps nothing', async (_name, path, body, status) => {
  const session = sessionOf();
  const response = await kit.call(session, path, { method: 'POST', body });
  expect(await refusalOf(response)).toEqual({ status, code: 'BAD_USER_INPUT' });
  expect(await kit.counts(session)).toEqual({ files: 0, parts: 0, uploads: 0 });
});

test('refuses who may not write, who is in no organization, and who is not the gateway', async () => {
  const post = { method: 'POST', body: 'x' };
  const viewer = sessionOf({ role: 'VIEWER' });
  expect(await refusalOf(await kit.call(viewer, '/documents?title=T', post))).toEqual({
    status: 403,
    code: 'FORBIDDEN',
  });
  const nowhere = { ...sessionOf(), organizationId: null };
  expect(await refusalOf(await kit.call(nowhere, '/documents?title=T', post))).toEqual({
    status: 403,
    code: 'FORBIDDEN',
  });
  const stranger = await fetch(new URL('/documents?title=T', kit.url), post);
  expect(await refusalOf(stranger)).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
});

test('what breaks off leaves nothing', async () => {
  const session = sessionOf();
  const { authorization } = await internalHeaders(session);
  const request = httpRequest(new URL('/documents?title=T', kit.url), {
    method: 'POST',
    headers: { authorization, 'content-length': 2_000_000 },
  });
  request.on('error', () => undefined);
  request.write(Buffer.alloc(600_000));
  await until(async () => ((await kit.counts(session))?.parts ?? 0) > 0);
  request.destroy();
  await until(async () => (await kit.counts(session))?.files === 0);
});
