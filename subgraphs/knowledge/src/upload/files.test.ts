import { randomBytes } from 'node:crypto';

import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { internalHeaders, sessionOf } from '@prism/testkit/sessions';

import { startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';
import { attachment } from './attachment.ts';
import { getFile } from './getFile.ts';

let kit: KnowledgeKit;
beforeAll(async () => {
  kit = await startKnowledgeKit();
});
afterAll(() => kit.close());

/** As the gateway passes it on. */
async function call(session: Session, path: string, init: RequestInit = {}) {
  const { authorization } = await internalHeaders(session);
  return fetch(new URL(path, kit.url), { ...init, headers: { authorization } });
}
const fileOf = (session: Session, id: string, query = '') => call(session, `/documents/${id}/file${query}`);

async function upload(session: Session, query: string, body: Uint8Array<ArrayBuffer>): Promise<string> {
  const response = await call(session, `/documents?${query}`, { method: 'POST', body });
  return ((await response.json()) as { id: string }).id;
}
async function add(session: Session, document: object, more = {}): Promise<string> {
  const operation = `mutation ($input: AddDocumentsInput!) { addDocuments(input: $input) { documents { id } } }`;
  const { data } = await kit.ask(session, operation, { input: { documents: [document], ...more } });
  return data.addDocuments.documents[0].id as string;
}
const refusalOf = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return [response.status, errors[0]?.extensions.code];
};

test('an upload comes back byte by byte, to be saved under its title', async () => {
  const session = sessionOf();
  const body = randomBytes(1_500_000);
  const id = await upload(session, `title=${encodeURIComponent('Jahresplan „Ä“')}&contentType=application/pdf`, body);
  const response = await fileOf(sessionOf({ role: 'VIEWER', organizationId: session.organizationId ?? '' }), id);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    ...{ 'content-type': 'application/pdf', 'content-length': '1500000' },
    ...{ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' },
    'content-disposition': `attachment; filename="Jahresplan ___.pdf"; filename*=UTF-8''Jahresplan%20%E2%80%9E%C3%84%E2%80%9C.pdf`,
  });
  expect(Buffer.from(await response.arrayBuffer()).equals(body)).toBe(true);
  const head = await call(session, `/documents/${id}/file`, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '1500000', '']);
});

test('a text comes back as it was added: the version that is searched, or the one that is asked for', async () => {
  const session = sessionOf();
  const document = { externalId: 'prices', title: 'Prices.md', content: 'Äpfel cost two euros.' };
  const id = await add(session, document);
  await kit.indexAll(session);
  await add(session, { ...document, content: 'Apples cost three euros.' });
  const response = await fileOf(session, id);
  expect(response.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
  expect(response.headers.get('content-disposition')).toContain('filename="Prices.md"');
  expect(await response.text()).toBe('Äpfel cost two euros.');
  expect(await (await fileOf(session, id, '?version=2')).text()).toBe('Apples cost three euros.');
  expect(await refusalOf(await fileOf(session, id, '?version=3'))).toEqual([404, 'NOT_FOUND']);
  for (const version of ['0', '1.5', 'x', '99999999999'])
    expect(await refusalOf(await fileOf(session, id, `?version=${version}`))).toEqual([400, 'BAD_USER_INPUT']);
});

test('is read by who may read the document, and by nobody once it is deleted', async () => {
  const admin = sessionOf({ role: 'ADMIN' });
  const organizationId = admin.organizationId ?? '';
  const create = 'mutation ($input: CreateCollectionInput!) { createCollection(input: $input) { collection { id } } }';
  const made = await kit.ask(admin, create, { input: { name: 'Board', access: 'NAMED', memberIds: [admin.actor.id] } });
  const collectionId = made.data.createCollection.collection.id as string;
  const ids = [
    await upload(admin, `title=Deal&collectionId=${collectionId}`, new Uint8Array(10)),
    await add(admin, { title: 'Deal', content: 'We buy Initech.' }, { collectionId }),
  ];
  const others: [Session, string][] = [
    [sessionOf(), 'NOT_FOUND'],
    [sessionOf({ role: 'OWNER', organizationId }), 'NOT_FOUND'],
    [{ ...admin, actor: { type: 'apiKey', id: admin.actor.id }, role: null }, 'NOT_FOUND'],
    [{ ...admin, scopes: ['knowledge:write'] }, 'FORBIDDEN'],
  ];
  for (const id of ids) {
    expect((await fileOf(admin, id)).status).toBe(200);
    for (const [other, code] of others) expect((await refusalOf(await fileOf(other, id)))[1]).toBe(code);
    await kit.ask(admin, 'mutation ($id: ID!) { deleteDocument(id: $id) { deletedId } }', { id });
    for (const query of ['', '?version=1']) {
      expect(await refusalOf(await fileOf(admin, id, query))).toEqual([404, 'NOT_FOUND']);
    }
  }
  for (const id of [newId(), 'nonsense']) expect(await refusalOf(await fileOf(admin, id))).toEqual([404, 'NOT_FOUND']);
  expect(await refusalOf(await fetch(new URL(`/documents/${newId()}/file`, kit.url)))).toEqual([
    401,
    'UNAUTHENTICATED',
  ]);
});

test('is read part by part, and breaks off when the document goes meanwhile', async () => {
  const session = sessionOf();
  const id = await upload(session, 'title=Long', randomBytes(3_000_000));
  const { bytes, byteLength } = await getFile({ session, db: kit.dbOf(session) }, { documentId: id });
  const parts = bytes[Symbol.asyncIterator]();
  const { value: first } = await parts.next();
  expect((first as Uint8Array).length).toBeLessThan(byteLength / 2);
  await kit.ask(session, 'mutation ($id: ID!) { deleteDocument(id: $id) { deletedId } }', { id });
  const drain = async () => {
    while (!(await parts.next()).done);
  };
  await expect(drain()).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test.each([
  ['plain', 'Plan.pdf', 'Plan.pdf', 'Plan.pdf'],
  ['a path', '../../etc/passwd', 'etc passwd', 'etc%20passwd'],
  ['quotes, new lines and percent signs', `a"b\r\nc'd 5%.md`, "a b c'd 5_.md", 'a%20b%20c%27d%205%25.md'],
  ['an ending that only looks like one', 'a\u202efdp.exe', 'a fdp.exe', 'a%20fdp.exe'],
  ['nothing that may stay', '..', 'document', 'document'],
])('a name that is %s is safe to save', (_what, name, ascii, encoded) => {
  expect(attachment(name)).toBe(`attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`);
});
