import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { sessionOf } from '@prism/testkit/sessions';

import { beginPage, finishPage } from '../domain.ts';
import { codeOf, startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';
import { isInScope, pageUrl } from './crawl.ts';

let kit: KnowledgeKit;
beforeAll(async () => {
  kit = await startKnowledgeKit();
});
afterAll(() => kit.close());

const start = (session: Session, input: object) =>
  kit.ask(session, 'mutation ($input: StartCrawlInput!) { startCrawl(input: $input) { crawl { id } } }', { input });
const fields = `id url status failureReason limitReached counts { queued stored unchanged skipped failed }
  pages { edges { node { url depth status reason httpStatus document { externalId } } } } createdBy { id } finishedAt`;
const read = (session: Session, id: string) =>
  kit.ask(session, `query ($id: ID!) { crawl(id: $id) { ${fields} } }`, { id });
const startedId = async (session: Session, input: object) =>
  (await start(session, input)).data.startCrawl.crawl.id as string;
const cancel = (session: Session, id: string) =>
  kit.ask(session, 'mutation ($id: ID!) { cancelCrawl(id: $id) { crawl { status } } }', { id });

/** The pages that jobs ask for, and settling one as a worker does. */
async function finishNext(session: Session, outcome: object) {
  const db = kit.dbOf(session);
  const { rows } = await db.read((tx) =>
    tx.query<{ id: string; payload: { crawlId: string; pageId: string } }>(
      `SELECT id, payload FROM outbox.message WHERE organization_id = $1 AND job = 'crawlPage' ORDER BY id DESC LIMIT 1`,
      [session.organizationId],
    ),
  );
  const key = rows[0]!.payload;
  const begun = await beginPage(db, key);
  await finishPage(db, { ...key, outcome: outcome as never }, () => Promise.resolve(true));
  return begun;
}

const fetched = (url: string, more: object = {}) => ({
  ...{ kind: 'FETCHED', httpStatus: 200, links: [] },
  page: {
    url,
    canonicalUrl: url,
    title: 'T',
    contentType: 'text/html',
    content: 'text',
    etag: null,
    lastModified: null,
  },
  ...more,
});

/** The crawls that somebody shall hear the end of. */
async function finished(session: Session): Promise<string[]> {
  const { rows } = await kit.dbOf(session).read((tx) =>
    tx.query<{ id: string }>(
      `SELECT payload #>> '{payload,crawlId}' AS id FROM outbox.message
       WHERE organization_id = $1 AND payload ->> 'name' = 'crawl.finished'`,
      [session.organizationId],
    ),
  );
  return rows.map(({ id }) => id);
}

test('shows how far it is and what became of each page', async () => {
  const session = sessionOf();
  const id = await startedId(session, { url: 'https://Example.com#top', metadata: { a: 1 } });
  expect((await read(session, id)).data.crawl).toMatchObject({
    ...{ url: 'https://example.com/', status: 'RUNNING', createdBy: { id: session.actor.id } },
    counts: { queued: 1, stored: 0 },
  });
  const links = ['https://example.com/a', 'https://other.example/', 'https://example.com/a#x'];
  await finishNext(session, fetched('https://example.com/', { links }));
  expect(await finished(session)).toEqual([]);
  await finishNext(session, { kind: 'FAILED', reason: 'The server answered 404.', httpStatus: 404, links: [] });
  expect(await finished(session)).toEqual([id]);
  expect((await read(session, id)).data.crawl).toMatchObject({
    ...{ status: 'COMPLETED', failureReason: null, finishedAt: expect.any(String) as string },
    counts: { queued: 0, stored: 1, unchanged: 0, skipped: 0, failed: 1 },
    pages: {
      edges: [
        {
          node: {
            url: 'https://example.com/',
            depth: 0,
            status: 'STORED',
            document: { externalId: 'https://example.com/' },
          },
        },
        {
          node: {
            url: 'https://example.com/a',
            depth: 1,
            status: 'FAILED',
            reason: 'The server answered 404.',
            httpStatus: 404,
          },
        },
      ],
    },
  });
  const failed = await kit.ask(session, `{ crawl(id: "${id}") { pages(status: FAILED) { edges { node { url } } } } }`);
  expect(failed.data.crawl.pages.edges).toHaveLength(1);
  const all = await kit.ask(session, '{ crawls { edges { node { id counts { stored } } } } }');
  expect(all.data.crawls.edges).toEqual([{ node: { id, counts: { stored: 1 } } }]);
});

test('a first page that leads to another origin takes the crawl there', async () => {
  const session = sessionOf();
  const id = await startedId(session, { url: 'http://example.com/' });
  const links = ['https://www.example.com/a', 'http://example.com/b'];
  await finishNext(session, fetched('https://www.example.com/', { links }));
  const { edges } = (await read(session, id)).data.crawl.pages;
  expect(edges.map(({ node }: { node: { url: string; status: string } }) => `${node.url} ${node.status}`)).toEqual([
    'http://example.com/ STORED',
    'https://www.example.com/ SKIPPED',
    'https://www.example.com/a QUEUED',
  ]);
});

test('canceled: nothing more is fetched or stored', async () => {
  const session = sessionOf();
  const id = await startedId(session, { url: 'https://example.com/' });
  expect((await cancel(session, id)).data.cancelCrawl.crawl.status).toBe('CANCELED');
  expect(await finishNext(session, fetched('https://example.com/'))).toBeNull();
  expect((await read(session, id)).data.crawl).toMatchObject({ status: 'CANCELED', counts: { skipped: 1, stored: 0 } });
  expect(codeOf(await cancel(session, id))).toBe('CONFLICT');
  expect(await finished(session)).toEqual([]);
});

test('is no other tenant’s, and nobody’s who may not read its collection', async () => {
  const session = sessionOf({ role: 'ADMIN' });
  const id = await startedId(session, { url: 'https://example.com/' });
  const stranger = sessionOf();
  for (const answer of [await read(stranger, id), await cancel(stranger, id), await read(stranger, 'x')])
    expect(codeOf(answer)).toBe('NOT_FOUND');
  expect((await kit.ask(stranger, '{ crawls { edges { cursor } } }')).data.crawls.edges).toEqual([]);

  const { data } = await kit.ask(
    session,
    `mutation { createCollection(input: { name: "Board", access: NAMED, memberIds: ["${session.actor.id}"] }) { collection { id } } }`,
  );
  const collectionId = data.createCollection.collection.id as string;
  const hidden = await startedId(session, { url: 'https://example.com/board', collectionId });
  await finishNext(session, fetched('https://example.com/board'));
  const colleague = sessionOf({ organizationId: session.organizationId! });
  expect(codeOf(await read(colleague, hidden))).toBe('NOT_FOUND');
  expect(codeOf(await cancel(colleague, hidden))).toBe('NOT_FOUND');
  expect((await kit.ask(colleague, '{ crawls { edges { node { id } } } }')).data.crawls.edges).toEqual([
    { node: { id } },
  ]);
  expect((await kit.ask(colleague, '{ documents { edges { cursor } } }')).data.documents.edges).toEqual([]);
  expect((await read(session, hidden)).data.crawl.counts.stored).toBe(1);
  expect(codeOf(await start(colleague, { url: 'https://example.com/', collectionId }))).toBe('NOT_FOUND');
  expect(codeOf(await start(session, { url: 'https://example.com/', collectionId: newId() }))).toBe('NOT_FOUND');
});

test.each([
  ['no URL', { url: 'nonsense' }, 'input.url'],
  ['a file', { url: 'file:///etc/passwd' }, 'input.url'],
  ['a password', { url: 'https://a:b@example.com/' }, 'input.url'],
  ['too long a URL', { url: `https://example.com/${'a'.repeat(2_000)}` }, 'input.url'],
  ['too deep', { url: 'https://example.com/', maxDepth: 21 }, 'input.maxDepth'],
  ['no page', { url: 'https://example.com/', maxPages: 0 }, 'input.maxPages'],
  ['too many pages', { url: 'https://example.com/', maxPages: 10_001 }, 'input.maxPages'],
  ['a prefix that is none', { url: 'https://example.com/', include: ['docs'] }, 'input.include.0'],
  ['metadata that is no object', { url: 'https://example.com/', metadata: 'x' }, 'input.metadata'],
])('refuses %s', async (_name, input, path) => {
  const answer = await start(sessionOf(), input);
  expect(codeOf(answer)).toBe('BAD_USER_INPUT');
  expect(answer.errors?.[0]?.extensions['fields']).toMatchObject([{ path }]);
});

test('refuses viewers, and more than ten at once', async () => {
  expect(codeOf(await start(sessionOf({ role: 'VIEWER' }), { url: 'https://example.com/' }))).toBe('FORBIDDEN');
  const session = sessionOf();
  for (let n = 0; n < 10; n += 1) await startedId(session, { url: 'https://example.com/' });
  expect(codeOf(await start(session, { url: 'https://example.com/' }))).toBe('QUOTA_EXCEEDED');
});

test('one address for all ways to write it, and what belongs to a crawl', () => {
  expect(pageUrl('HTTPS://EXAMPLE.com:443/a/../b?utm=1#c')).toBe('https://example.com/b?utm=1');
  for (const none of ['mailto:a@b.c', 'javascript:alert(1)', 'https://u@example.com/', '/relative'])
    expect(pageUrl(none)).toBeNull();
  const scope = {
    origin: 'https://example.com',
    include: ['/docs/', 'https://example.com/faq'],
    exclude: ['/docs/old'],
  };
  const inside = ['/docs/a', '/docs/old/a', '/faq?x=1', '/blog'].filter((path) =>
    isInScope(scope, scope.origin + path),
  );
  expect(inside).toEqual(['/docs/a', '/faq?x=1']);
  expect(isInScope(scope, 'https://example.com.evil.test/docs/a')).toBe(false);
  expect(isInScope(scope, 'http://example.com/docs/a')).toBe(false);
});

test('a page whose address is the externalId of a document elsewhere is left out: nobody reaches what they may not read', async () => {
  const session = sessionOf();
  const admin = sessionOf({ role: 'ADMIN', organizationId: session.organizationId ?? '' });
  const made = await kit.ask(
    admin,
    'mutation ($input: CreateCollectionInput!) { createCollection(input: $input) { collection { id } } }',
    { input: { name: 'Board', access: 'NAMED', memberIds: [session.actor.id] } },
  );
  const collectionId = made.data.createCollection.collection.id as string;
  const url = 'https://example.com/';
  await kit.ask(session, 'mutation ($input: AddDocumentsInput!) { addDocuments(input: $input) { documents { id } } }', {
    input: { documents: [{ externalId: url, title: 'Kept', content: 'As it was.' }], collectionId },
  });
  const other = sessionOf({ organizationId: session.organizationId ?? '' });
  const id = await startedId(other, { url });
  await finishNext(other, fetched(url));
  expect((await read(other, id)).data.crawl).toMatchObject({
    counts: { stored: 0, skipped: 1 },
    pages: { edges: [{ node: { reason: 'Its address is the externalId of another document.', document: null } }] },
  });
  const { data } = await kit.ask(session, '{ documents { edges { node { title version collection { id } } } } }');
  expect(data.documents.edges).toEqual([{ node: { title: 'Kept', version: 1, collection: { id: collectionId } } }]);
});
