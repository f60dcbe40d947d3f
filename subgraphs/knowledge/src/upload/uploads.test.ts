import { createHash, randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';

import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { internalHeaders, sessionOf } from '@prism/testkit/sessions';
import { until } from '@prism/testkit/until';

import { dropExpiredUploads, organizationsDroppingUploads } from '../domain.ts';
import { startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';

const maxBytes = 2 * 1024 * 1024;
let kit: KnowledgeKit;
beforeAll(async () => {
  kit = await startKnowledgeKit({ uploadMaxBytes: maxBytes });
});
afterAll(() => kit.close());

/** As the gateway passes it on. */
async function call(
  session: Session,
  path: string,
  init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string>; duplex?: 'half' } = {},
) {
  const { authorization } = await internalHeaders(session);
  return fetch(new URL(path, kit.url), { ...init, headers: { authorization, ...init.headers } });
}

const tus = { 'tus-resumable': '1.0.0' };
const pieces = { ...tus, 'content-type': 'application/offset+octet-stream' };
const metadataOf = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');

async function begin(session: Session, length: number, fields: Record<string, string> = { filename: 'a.txt' }) {
  const headers = { ...tus, 'upload-length': String(length), 'upload-metadata': metadataOf(fields) };
  return call(session, '/documents/uploads', { method: 'POST', headers });
}
const locationOf = async (session: Session, length: number) =>
  (await begin(session, length)).headers.get('location') ?? '';
const patch = (session: Session, path: string, { offset, body }: { offset: number; body: Uint8Array<ArrayBuffer> }) =>
  call(session, path, { method: 'PATCH', headers: { ...pieces, 'upload-offset': String(offset) }, body });
const offsetOf = async (session: Session, path: string) =>
  Number((await call(session, path, { method: 'HEAD', headers: tus })).headers.get('upload-offset'));

const rows = <R>(session: Session, sql: string, ...values: unknown[]) =>
  kit.dbOf(session).read(async (tx) => (await tx.query<R>(sql, [session.organizationId, ...values])).rows);

/** SHA-256 of the bytes of a document's latest version, as they are stored. */
async function storedHash(session: Session, documentId: string) {
  const found = await rows<{ bytes: Uint8Array }>(
    session,
    `SELECT p.bytes FROM knowledge.document d
     JOIN knowledge.document_version v ON v.organization_id = $1 AND v.document_id = d.id AND v.version = d.version
     JOIN knowledge.file_part p ON p.organization_id = $1 AND p.file_id = v.file_id
     WHERE d.organization_id = $1 AND d.id = $2 ORDER BY p.ordinal`,
    documentId,
  );
  return sha(Buffer.concat(found.map(({ bytes }) => bytes)));
}
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const counts = async (session: Session) =>
  (
    await rows<{ files: number; parts: number; uploads: number }>(
      session,
      `SELECT (SELECT count(*)::int FROM knowledge.file WHERE organization_id = $1) AS files,
         (SELECT count(*)::int FROM knowledge.file_part WHERE organization_id = $1) AS parts,
         (SELECT count(*)::int FROM knowledge.upload WHERE organization_id = $1 AND document_id IS NULL) AS uploads`,
    )
  )[0];
interface Refusal {
  errors: { message: string; extensions: { code: string; fields?: { path: string }[] } }[];
}
const refusalOf = async (response: Response) => ({
  status: response.status,
  code: ((await response.json()) as Refusal).errors[0]?.extensions.code,
});

describe('one request', () => {
  test('makes a document of a file, with one job, byte by byte as it came', async () => {
    const session = sessionOf();
    const body = randomBytes(1_000_000);
    const metadata = encodeURIComponent(JSON.stringify({ team: 'a' }));
    const response = await call(session, `/documents?title=Plan%20%C3%A4&externalId=plan&metadata=${metadata}`, {
      method: 'POST',
      headers: { 'content-type': 'application/pdf' },
      body,
    });
    expect(response.status).toBe(201);
    const document = (await response.json()) as { id: string };
    expect(document).toEqual({ id: document.id, externalId: 'plan', title: 'Plan ä', status: 'PENDING', version: 1 });
    expect(await storedHash(session, document.id)).toBe(sha(body));
    const asked = await kit.ask(
      session,
      `{ document(id: "${document.id}") { contentType metadata createdBy { id } } }`,
    );
    expect(asked.data.document).toEqual({
      contentType: 'application/pdf',
      metadata: { team: 'a' },
      createdBy: { id: session.actor.id },
    });
    const jobs = await rows(
      session,
      `SELECT payload FROM outbox.message WHERE organization_id = $1 AND job = 'indexDocument'`,
    );
    expect(jobs).toEqual([{ payload: { documentId: document.id, version: 1 } }]);
  });

  test('names the document after the file, and knows its type by its ending', async () => {
    const session = sessionOf();
    const response = await call(session, '/documents', {
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
      const response = await call(session, '/documents?title=T&externalId=e', { method: 'POST', headers, body });
      return (await response.json()) as { version: number };
    };
    expect([(await put('one')).version, (await put('one')).version, (await put('two')).version]).toEqual([1, 1, 2]);
    expect(await counts(session)).toEqual({ files: 2, parts: 2, uploads: 0 });
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
      call(session, '/documents?title=S', { method: 'POST', body: stream(total), duplex: 'half' });
    expect((await send(maxBytes)).status).toBe(201);
    expect(await refusalOf(await send(maxBytes + 65_536))).toEqual({ status: 413, code: 'BAD_USER_INPUT' });
    expect(await counts(session)).toMatchObject({ files: 1, uploads: 0 });
  });

  test('a form may hold it, with what is said of it before and after', async () => {
    const session = sessionOf();
    const form = new FormData();
    form.set('externalId', 'form');
    form.set('file', new File([Buffer.alloc(600_000, 'a')], 'Notes ä.md', { type: 'text/markdown' }));
    form.set('title', 'Notes');
    form.set('metadata', '{"team":"a"}');
    const response = await call(session, '/documents', { method: 'POST', body: form });
    const { id, ...document } = (await response.json()) as { id: string };
    expect(document).toMatchObject({ externalId: 'form', title: 'Notes', version: 1 });
    expect(await storedHash(session, id)).toBe(sha(Buffer.alloc(600_000, 'a')));
    const asked = await kit.ask(session, `{ document(id: "${id}") { contentType metadata } }`);
    expect(asked.data.document).toEqual({ contentType: 'text/markdown', metadata: { team: 'a' } });

    const bare = new FormData();
    bare.set('file', new File(['x'], 'Only a file.txt'));
    const named = await call(session, '/documents', { method: 'POST', body: bare });
    expect(await named.json()).toMatchObject({ title: 'Only a file.txt' });
    const large = new FormData();
    large.set('file', new File([Buffer.alloc(maxBytes + 1)], 'large.bin'));
    const before = await counts(session);
    expect(await refusalOf(await call(session, '/documents', { method: 'POST', body: large }))).toEqual({
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
      expect(await refusalOf(await call(session, '/documents', { method: 'POST', ...init }))).toEqual({
        ...{ status: 400, code: 'BAD_USER_INPUT' },
      });
    expect(await counts(session)).toEqual(before);
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
    const response = await call(session, path, { method: 'POST', body });
    expect(await refusalOf(response)).toEqual({ status, code: 'BAD_USER_INPUT' });
    expect(await counts(session)).toEqual({ files: 0, parts: 0, uploads: 0 });
  });

  test('refuses who may not write, who is in no organization, and who is not the gateway', async () => {
    const post = { method: 'POST', body: 'x' };
    const viewer = sessionOf({ role: 'VIEWER' });
    expect(await refusalOf(await call(viewer, '/documents?title=T', post))).toEqual({ status: 403, code: 'FORBIDDEN' });
    const nowhere = { ...sessionOf(), organizationId: null };
    expect(await refusalOf(await call(nowhere, '/documents?title=T', post))).toEqual({
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
    await until(async () => ((await counts(session))?.parts ?? 0) > 0);
    request.destroy();
    await until(async () => (await counts(session))?.files === 0);
  });
});

describe('tus', () => {
  test('comes in pieces, each where the last one ended, and is a document with the last', async () => {
    const session = sessionOf();
    const body = randomBytes(700_000);
    const created = await begin(session, body.length, {
      filename: 'plan.pdf',
      title: 'Plan',
      externalId: 'plan',
      metadata: '{"team":"ä"}',
    });
    expect(created.status).toBe(201);
    expect(Date.parse(created.headers.get('upload-expires') ?? '')).toBeGreaterThan(Date.now());
    const path = created.headers.get('location') ?? '';
    expect(path).toMatch(/^\/documents\/uploads\/[\da-f-]{36}$/);
    expect(await offsetOf(session, path)).toBe(0);
    const first = await patch(session, path, { offset: 0, body: body.subarray(0, 300_001) });
    expect([first.status, first.headers.get('upload-offset')]).toEqual([204, '300001']);
    expect(await offsetOf(session, path)).toBe(300_001);
    const wrong = await patch(session, path, { offset: 300_000, body: body.subarray(300_000) });
    expect(await refusalOf(wrong)).toEqual({ status: 409, code: 'CONFLICT' });
    const last = await patch(session, path, { offset: 300_001, body: body.subarray(300_001) });
    expect(last.status).toBe(204);
    const documentId = last.headers.get('document-id') ?? '';
    expect(await storedHash(session, documentId)).toBe(sha(body));
    // Whoever has lost that answer asks again.
    const head = await call(session, path, { method: 'HEAD', headers: tus });
    expect([head.headers.get('upload-offset'), head.headers.get('document-id')]).toEqual(['700000', documentId]);
    const asked = await kit.ask(session, `{ document(id: "${documentId}") { title externalId contentType metadata } }`);
    expect(asked.data.document).toEqual({
      ...{ title: 'Plan', externalId: 'plan', contentType: 'application/pdf', metadata: { team: 'ä' } },
    });
  });

  test('all at once, with the creation', async () => {
    const session = sessionOf();
    const headers = { ...pieces, 'upload-length': '5', 'upload-metadata': metadataOf({ title: 'T' }) };
    const created = await call(session, '/documents/uploads', { method: 'POST', headers, body: 'hello' });
    expect([created.status, created.headers.get('upload-offset')]).toEqual([201, '5']);
    expect(await storedHash(session, created.headers.get('document-id') ?? '')).toBe(sha(Buffer.from('hello')));
  });

  test('a connection that breaks loses nothing that was committed, and goes on there', async () => {
    const session = sessionOf();
    const body = randomBytes(1_500_000);
    const path = await locationOf(session, body.length);
    const { authorization } = await internalHeaders(session);
    const request = httpRequest(new URL(path, kit.url), {
      method: 'PATCH',
      headers: { authorization, ...pieces, 'upload-offset': '0', 'content-length': body.length },
    });
    request.on('error', () => undefined);
    request.write(body.subarray(0, 900_000));
    await until(async () => ((await counts(session))?.parts ?? 0) >= 2);
    request.destroy();
    const offset = await offsetOf(session, path);
    expect(offset).toBeGreaterThanOrEqual(524_288);
    expect(offset).toBeLessThanOrEqual(900_000);
    // What was on its way may still have come: then the offset is another one, and one asks again.
    const resume = async () => {
      const at = await offsetOf(session, path);
      return patch(session, path, { offset: at, body: body.subarray(at) });
    };
    const last = await until(async () => {
      const response = await resume();
      return response.status === 204 ? response : undefined;
    });
    expect(await storedHash(session, last.headers.get('document-id') ?? '')).toBe(sha(body));
  });

  test('two who send the same piece: one of them is told of the conflict', async () => {
    const session = sessionOf();
    const body = randomBytes(600_000);
    const path = await locationOf(session, body.length);
    const answers = await Promise.all([0, 0].map((offset) => patch(session, path, { offset, body })));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    const documentId = answers.find(({ status }) => status === 204)?.headers.get('document-id') ?? '';
    expect(await storedHash(session, documentId)).toBe(sha(body));
  });

  test('is nobody else’s: not another tenant’s, not a colleague’s', async () => {
    const session = sessionOf();
    const path = await locationOf(session, 10);
    const others = [sessionOf(), sessionOf({ organizationId: session.organizationId! })];
    for (const other of others) {
      const head = await call(other, path, { method: 'HEAD', headers: tus });
      expect(head.status).toBe(404);
      const written = await patch(other, path, { offset: 0, body: new Uint8Array(10) });
      expect(await refusalOf(written)).toEqual({ status: 404, code: 'NOT_FOUND' });
      const removed = await call(other, path, { method: 'DELETE', headers: tus });
      expect(await refusalOf(removed)).toEqual({ status: 404, code: 'NOT_FOUND' });
    }
    expect(await offsetOf(session, path)).toBe(0);
  });

  test('is forgotten when told, and when its time is over', async () => {
    const session = sessionOf();
    const [told, late] = [await locationOf(session, 10), await locationOf(session, 10)];
    await patch(session, late, { offset: 0, body: new Uint8Array(5) });
    expect((await call(session, told, { method: 'DELETE', headers: tus })).status).toBe(204);
    expect((await call(session, told, { method: 'HEAD', headers: tus })).status).toBe(404);
    expect(await counts(session)).toEqual({ files: 1, parts: 1, uploads: 1 });
    expect(await dropExpiredUploads(kit.dbOf(session))).toBe(0);
    await kit
      .dbOf(session)
      .transact((tx) =>
        tx.query(
          `UPDATE knowledge.upload SET created_at = now() - interval '2 days', expires_at = now() - interval '1 day' WHERE organization_id = $1`,
          [session.organizationId],
        ),
      );
    const over = await patch(session, late, { offset: 5, body: new Uint8Array(5) });
    expect(await refusalOf(over)).toEqual({ status: 410, code: 'NOT_FOUND' });
    const before = session.organizationId!.replace(/.$/, (digit) => (digit === '0' ? '0' : '0'));
    const due = await organizationsDroppingUploads(kit.pool, before, 1000);
    expect(due.includes(session.organizationId!) || before === session.organizationId).toBe(true);
    expect(await dropExpiredUploads(kit.dbOf(session))).toBe(1);
    expect(await counts(session)).toEqual({ files: 0, parts: 0, uploads: 0 });
  });

  test.each([
    ['more than the limit', { 'upload-length': String(maxBytes + 1) }, 413],
    ['nothing', { 'upload-length': '0' }, 400],
    ['no length', {}, 400],
    ['a length to be told later', { 'upload-defer-length': '1' }, 501],
    ['metadata that is none', { 'upload-length': '5', 'upload-metadata': 'title !' }, 400],
    ['no title', { 'upload-length': '5', 'upload-metadata': '' }, 400],
    ['another protocol', { 'upload-length': '5', 'tus-resumable': '0.2.0' }, 400],
  ])('refuses %s, in the closed set of codes', async (_name, headers: Record<string, string>, status) => {
    const session = sessionOf();
    const given = { ...tus, 'upload-metadata': metadataOf({ title: 'T' }), ...headers };
    const response = await call(session, '/documents/uploads', { method: 'POST', headers: given });
    expect(await refusalOf(response)).toEqual({ status, code: 'BAD_USER_INPUT' });
    expect(await counts(session)).toEqual({ files: 0, parts: 0, uploads: 0 });
  });

  test('an organization has so many that are not finished', async () => {
    const session = sessionOf();
    await kit.dbOf(session).transact((tx) =>
      tx.query(
        `INSERT INTO knowledge.upload (organization_id, id, actor, byte_length, document, expires_at)
         SELECT $1, gen_random_uuid(), 'user:x', 1, '{}', now() + interval '1 hour' FROM generate_series(1, 100)`,
        [session.organizationId],
      ),
    );
    expect(await refusalOf(await begin(session, 5))).toEqual({ status: 429, code: 'RATE_LIMITED' });
    expect((await begin(sessionOf(), 5)).status).toBe(201);
  });

  test('deleting the document deletes what is left of its upload', async () => {
    const session: Session = { ...sessionOf(), actor: { type: 'apiKey', id: newId() } };
    const path = await locationOf(session, 3);
    const last = await patch(session, path, { offset: 0, body: new Uint8Array(3) });
    await kit.ask(session, `mutation { deleteDocument(id: "${last.headers.get('document-id') ?? ''}") { deletedId } }`);
    expect((await call(session, path, { method: 'HEAD', headers: tus })).status).toBe(404);
  });
});
