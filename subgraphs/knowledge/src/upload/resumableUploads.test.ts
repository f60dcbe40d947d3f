import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';

import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { internalHeaders, sessionOf } from '@prism/testkit/sessions';
import { until } from '@prism/testkit/until';

import { dropExpiredUploads, organizationsDroppingUploads } from '../domain.ts';
import { maxBytes, refusalOf, sha, startUploadKit, type UploadKit } from '../testing/uploadKit.ts';

let kit: UploadKit;
beforeAll(async () => {
  kit = await startUploadKit();
});
afterAll(() => kit.close());

const tus = { 'tus-resumable': '1.0.0' };
const pieces = { ...tus, 'content-type': 'application/offset+octet-stream' };
const metadataOf = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');

async function begin(session: Session, length: number, fields: Record<string, string> = { filename: 'a.txt' }) {
  const headers = { ...tus, 'upload-length': String(length), 'upload-metadata': metadataOf(fields) };
  return kit.call(session, '/documents/uploads', { method: 'POST', headers });
}
const locationOf = async (session: Session, length: number) =>
  (await begin(session, length)).headers.get('location') ?? '';
const patch = (session: Session, path: string, { offset, body }: { offset: number; body: Uint8Array<ArrayBuffer> }) =>
  kit.call(session, path, { method: 'PATCH', headers: { ...pieces, 'upload-offset': String(offset) }, body });
const offsetOf = async (session: Session, path: string) =>
  Number((await kit.call(session, path, { method: 'HEAD', headers: tus })).headers.get('upload-offset'));

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
  expect(await kit.storedHash(session, documentId)).toBe(sha(body));
  // Whoever has lost that answer asks again.
  const head = await kit.call(session, path, { method: 'HEAD', headers: tus });
  expect([head.headers.get('upload-offset'), head.headers.get('document-id')]).toEqual(['700000', documentId]);
  const asked = await kit.ask(session, `{ document(id: "${documentId}") { title externalId contentType metadata } }`);
  expect(asked.data.document).toEqual({
    ...{ title: 'Plan', externalId: 'plan', contentType: 'application/pdf', metadata: { team: 'ä' } },
  });
});

test('all at once, with the creation', async () => {
  const session = sessionOf();
  const headers = { ...pieces, 'upload-length': '5', 'upload-metadata': metadataOf({ title: 'T' }) };
  const created = await kit.call(session, '/documents/uploads', { method: 'POST', headers, body: 'hello' });
  expect([created.status, created.headers.get('upload-offset')]).toEqual([201, '5']);
  expect(await kit.storedHash(session, created.headers.get('document-id') ?? '')).toBe(sha(Buffer.from('hello')));
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
  await until(async () => ((await kit.counts(session))?.parts ?? 0) >= 2);
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
  expect(await kit.storedHash(session, last.headers.get('document-id') ?? '')).toBe(sha(body));
});

test('two who send the same piece: one of them is told of the conflict', async () => {
  const session = sessionOf();
  const body = randomBytes(600_000);
  const path = await locationOf(session, body.length);
  const answers = await Promise.all([0, 0].map((offset) => patch(session, path, { offset, body })));
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  const documentId = answers.find(({ status }) => status === 204)?.headers.get('document-id') ?? '';
  expect(await kit.storedHash(session, documentId)).toBe(sha(body));
});

test('is nobody else’s: not another tenant’s, not a colleague’s', async () => {
  const session = sessionOf();
  const path = await locationOf(session, 10);
  const others = [sessionOf(), sessionOf({ organizationId: session.organizationId! })];
  for (const other of others) {
    const head = await kit.call(other, path, { method: 'HEAD', headers: tus });
    expect(head.status).toBe(404);
    const written = await patch(other, path, { offset: 0, body: new Uint8Array(10) });
    expect(await refusalOf(written)).toEqual({ status: 404, code: 'NOT_FOUND' });
    const removed = await kit.call(other, path, { method: 'DELETE', headers: tus });
    expect(await refusalOf(removed)).toEqual({ status: 404, code: 'NOT_FOUND' });
  }
  expect(await offsetOf(session, path)).toBe(0);
});

test('is forgotten when told, and when its time is over', async () => {
  const session = sessionOf();
  const [told, late] = [await locationOf(session, 10), await locationOf(session, 10)];
  await patch(session, late, { offset: 0, body: new Uint8Array(5) });
  expect((await kit.call(session, told, { method: 'DELETE', headers: tus })).status).toBe(204);
  expect((await kit.call(session, told, { method: 'HEAD', headers: tus })).status).toBe(404);
  expect(await kit.counts(session)).toEqual({ files: 1, parts: 1, uploads: 1 });
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
  const before = session.organizationId!.replace(/.$/, '0');
  const due = await organizationsDroppingUploads(kit.pool, before, 1000);
  expect(due.includes(session.organizationId!) || before === session.organizationId).toBe(true);
  expect(await dropExpiredUploads(kit.dbOf(session))).toBe(1);
  expect(await kit.counts(session)).toEqual({ files: 0, parts: 0, uploads: 0 });
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
  const response = await kit.call(session, '/documents/uploads', { method: 'POST', headers: given });
  expect(await refusalOf(response)).toEqual({ status, code: 'BAD_USER_INPUT' });
  expect(await kit.counts(session)).toEqual({ files: 0, parts: 0, uploads: 0 });
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
  expect((await kit.call(session, path, { method: 'HEAD', headers: tus })).status).toBe(404);
});
