import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { sessionOf } from '@prism/testkit/sessions';

import { beginIndexing, failIndexing } from '../domain.ts';
import { codeOf, startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';

let kit: KnowledgeKit;
beforeAll(async () => {
  kit = await startKnowledgeKit();
});
afterAll(() => kit.close());

const prices = { externalId: 'prices', title: 'Prices', content: 'Apples cost two euros.', metadata: { year: 2025 } };
const newPrices = { ...prices, title: 'New prices', content: 'Apples cost three euros.', metadata: { year: 2026 } };

const fields = 'title contentType metadata status failureReason version readyVersion chunkCount';

async function put(session: Session, document: object): Promise<{ id: string; title: string; version: number }> {
  const { data } = await kit.ask(
    session,
    'mutation ($input: AddDocumentsInput!) { addDocuments(input: $input) { documents { id title metadata status version } } }',
    { input: { documents: [document] } },
  );
  return data.addDocuments.documents[0];
}

const read = async (session: Session, id: string) =>
  (await kit.ask(session, `query ($id: ID!) { document(id: $id) { ${fields} } }`, { id })).data.document;

const history = async (session: Session, id: string, args = '') =>
  (
    await kit.ask(
      session,
      `query ($id: ID!) { document(id: $id) { versions${args} {
         edges { cursor node { documentId version title metadata status failureReason chunkCount searched content text createdBy { id } } }
         pageInfo { hasNextPage } } } }`,
      { id },
    )
  ).data.document.versions;

const found = async (session: Session, filter = '{}') =>
  (
    await kit.ask(
      session,
      `{ searchKnowledge(query: "apples", mode: KEYWORD, filter: ${filter}) { edges { node { text document { title } } } } }`,
    )
  ).data.searchKnowledge.edges.map(({ node }: { node: { text: string; document: { title: string } } }) => [
    node.document.title,
    node.text,
  ]);

test('readers keep title, metadata and passages of the READY version until the next one is', async () => {
  const session = sessionOf();
  const { id } = await put(session, prices);
  await kit.indexAll(session);
  const added = await put(session, newPrices);
  // Who adds it is told of what was added, everybody else of what is searched.
  expect(added).toMatchObject({ id, title: 'New prices', metadata: { year: 2026 }, status: 'PENDING', version: 2 });
  const before = { title: 'Prices', metadata: { year: 2025 }, status: 'PENDING', version: 2, readyVersion: 1 };
  expect(await read(session, id)).toMatchObject({ ...before, chunkCount: 1 });
  expect(await found(session)).toEqual([['Prices', 'Apples cost two euros.']]);
  expect(await found(session, '{ metadata: [{ path: ["year"], equals: 2026 }] }')).toEqual([]);

  await kit.indexAll(session);
  const after = { title: 'New prices', metadata: { year: 2026 }, status: 'READY', version: 2, readyVersion: 2 };
  expect(await read(session, id)).toMatchObject({ ...after, chunkCount: 1 });
  expect(await found(session)).toEqual([['New prices', 'Apples cost three euros.']]);
  expect(await found(session, '{ metadata: [{ path: ["year"], equals: 2026 }] }')).toHaveLength(1);
});

test('a document that never was READY shows what was added last', async () => {
  const session = sessionOf();
  const { id } = await put(session, prices);
  await put(session, newPrices);
  expect(await read(session, id)).toMatchObject({ title: 'New prices', version: 2, readyVersion: null, chunkCount: 0 });
});

test('what became of every version can be read, with its text and its author', async () => {
  const author = sessionOf();
  const editor = sessionOf({ organizationId: author.organizationId ?? newId() });
  const { id } = await put(author, prices);
  await kit.indexAll(author);
  await put(editor, { ...prices, content: 'Nobody reads this one.' });
  await put(editor, { ...prices, content: 'This one is not readable.' });
  const done = () => Promise.resolve(true);
  await failIndexing(kit.dbOf(author), { documentId: id, version: 3, reason: 'No luck.' }, done);
  const { version } = await put(author, newPrices);
  expect(version).toBe(4);

  const { edges } = await history(author, id);
  const versions = edges.map(({ node }: { node: object }) => node);
  expect(versions).toMatchObject([
    { version: 4, title: 'New prices', status: 'PENDING', searched: false, content: newPrices.content, text: null },
    { version: 3, status: 'FAILED', failureReason: 'No luck.', searched: false, createdBy: { id: editor.actor.id } },
    { version: 2, status: 'SKIPPED', chunkCount: 0, content: 'Nobody reads this one.', text: null },
    { version: 1, title: 'Prices', status: 'READY', searched: true, chunkCount: 1, text: prices.content },
  ]);
  await kit.indexAll(author);
  const one = `query ($id: ID!, $version: Int!) { documentVersion(documentId: $id, version: $version) { status searched chunkCount text metadata } }`;
  const ask = async (number: number) =>
    (await kit.ask(author, one, { id, version: number })).data.documentVersion as object;
  expect(await ask(4)).toMatchObject({ status: 'READY', searched: true, chunkCount: 1, text: newPrices.content });
  expect(await ask(1)).toMatchObject({ status: 'READY', searched: false, chunkCount: 1, metadata: { year: 2025 } });

  const page = await history(author, id, '(first: 2)');
  expect(page.pageInfo.hasNextPage).toBe(true);
  const rest = await history(author, id, `(first: 2, after: "${page.edges[1].cursor}")`);
  expect(rest.edges.map(({ node }: { node: { version: number } }) => node.version)).toEqual([2, 1]);
  expect(rest.pageInfo.hasNextPage).toBe(false);
});

test('a change of metadata alone makes no version and no job, and is seen where the version is', async () => {
  const session = sessionOf();
  const { id } = await put(session, prices);
  await kit.indexAll(session);
  const changed = { ...prices, metadata: { year: 2030 } };
  expect(await put(session, changed)).toMatchObject({ version: 1, status: 'READY', metadata: { year: 2030 } });
  expect(await read(session, id)).toMatchObject({ metadata: { year: 2030 }, version: 1 });
  expect((await history(session, id)).edges[0].node.metadata).toEqual({ year: 2030 });

  await put(session, newPrices);
  await put(session, { ...newPrices, metadata: { year: 2031 } });
  expect(await read(session, id)).toMatchObject({ metadata: { year: 2030 }, version: 2, readyVersion: 1 });
  await kit.indexAll(session);
  expect(await read(session, id)).toMatchObject({ metadata: { year: 2031 }, version: 2, readyVersion: 2 });
});

test('a version that is overtaken while it is indexed leaves no trace', async () => {
  const session = sessionOf();
  const { id } = await put(session, prices);
  await kit.indexAll(session);
  await put(session, { ...prices, content: 'Apples are sold out.' });
  const db = kit.dbOf(session);
  expect(await beginIndexing(db, { documentId: id, version: 2 })).not.toBeNull();
  await put(session, newPrices);
  const done = () => Promise.resolve(true);
  await failIndexing(db, { documentId: id, version: 2, reason: 'Too late.' }, done);
  expect(await beginIndexing(db, { documentId: id, version: 2 })).toBeNull();
  expect(await read(session, id)).toMatchObject({
    status: 'PENDING',
    failureReason: null,
    version: 3,
    readyVersion: 1,
  });
  await kit.indexAll(session);
  expect(await found(session)).toEqual([['New prices', 'Apples cost three euros.']]);
});

test('versions of another organization are NOT_FOUND', async () => {
  const session = sessionOf();
  const { id } = await put(session, prices);
  const query = 'query ($id: ID!, $version: Int!) { documentVersion(documentId: $id, version: $version) { text } }';
  expect(codeOf(await kit.ask(session, query, { id, version: 1 }))).toBeUndefined();
  for (const [who, key, version] of [
    [sessionOf(), id, 1],
    [session, id, 2],
    [session, newId(), 1],
    [session, 'nonsense', 1],
  ] as const) {
    expect(codeOf(await kit.ask(who, query, { id: key, version }))).toBe('NOT_FOUND');
  }
});

test('who reads while versions change sees all of one of them, never none and never two', async () => {
  const session = sessionOf();
  const versionOf = (number: number) => ({
    externalId: 'busy',
    title: `Number ${number}`,
    content: `Apples number ${number}.`,
  });
  await put(session, versionOf(0));
  await kit.indexAll(session);
  let over = false;
  const readers = Array.from({ length: 3 }, async () => {
    const seen = new Set<number>();
    let last = 0;
    while (!over) {
      const hits = await found(session);
      expect(hits).toHaveLength(1);
      const [title, text] = hits[0];
      const number = Number(/\d+/.exec(title)?.[0]);
      expect(text).toBe(`Apples number ${number}.`);
      expect(number).toBeGreaterThanOrEqual(last);
      last = number;
      seen.add(number);
    }
    return seen.size;
  });
  const writer = (async () => {
    for (let number = 1; number <= 12; number += 1) {
      await put(session, versionOf(number));
      await kit.indexAll(session);
    }
  })().finally(() => (over = true));
  await writer;
  for (const seen of await Promise.all(readers)) expect(seen).toBeGreaterThan(1);
});

describe('updateDocument', () => {
  const update = async (session: Session, input: object) => {
    const operation = `mutation ($input: UpdateDocumentInput!) { updateDocument(input: $input) { document { ${fields} } } }`;
    const answer = await kit.ask(session, operation, { input });
    return answer.data?.updateDocument?.document ?? codeOf(answer);
  };

  test('gives another title to what is there: a version that is found by it once it is READY', async () => {
    const author = sessionOf();
    const editor = sessionOf({ organizationId: author.organizationId ?? newId() });
    // No external id: nothing but its id leads to it.
    const { id } = await put(author, { ...prices, externalId: null });
    await kit.indexAll(author);
    const titled = await update(editor, { id, title: 'Price list', metadata: { year: 2026 } });
    expect(titled).toMatchObject({ title: 'Prices', metadata: { year: 2025 }, status: 'PENDING', version: 2 });
    await kit.indexAll(author);
    const ready = { title: 'Price list', metadata: { year: 2026 }, status: 'READY', version: 2, readyVersion: 2 };
    expect(await read(author, id)).toMatchObject(ready);
    expect(await found(author)).toEqual([['Price list', prices.content]]);
    const { edges } = await history(author, id);
    expect(edges.map(({ node }: { node: object }) => node)).toMatchObject([
      { version: 2, title: 'Price list', content: prices.content, createdBy: { id: editor.actor.id } },
      { version: 1, title: 'Prices', content: prices.content, metadata: { year: 2025 }, status: 'READY' },
    ]);
    // The same again is no version.
    expect(await update(editor, { id, title: 'Price list' })).toMatchObject({ version: 2, status: 'READY' });
  });

  test('changes metadata at once, and nothing that is not named', async () => {
    const session = sessionOf();
    const { id } = await put(session, prices);
    await kit.indexAll(session);
    expect(await update(session, { id })).toMatchObject({ title: 'Prices', metadata: { year: 2025 } });
    const changed = { title: 'Prices', metadata: { year: 2030 }, status: 'READY', version: 1 };
    expect(await update(session, { id, metadata: { year: 2030 } })).toMatchObject(changed);
    expect(await found(session, '{ metadata: [{ path: ["year"], equals: 2030 }] }')).toHaveLength(1);
    expect(await update(session, { id, metadata: null })).toMatchObject({ metadata: null, version: 1 });
  });

  test('changes at the same moment are a version each', async () => {
    const session = sessionOf();
    const { id } = await put(session, prices);
    const titles = ['One', 'Two', 'Three', 'Four'];
    const updated = await Promise.all(titles.map((title) => update(session, { id, title })));
    expect(updated.map(({ version }) => version).sort()).toEqual([2, 3, 4, 5]);
  });

  test('a document that was never READY is called so at once, and what FAILED is tried again', async () => {
    const session = sessionOf();
    const { id } = await put(session, prices);
    const done = () => Promise.resolve(true);
    await failIndexing(kit.dbOf(session), { documentId: id, version: 1, reason: 'No luck.' }, done);
    const titled = { title: 'Price list', status: 'PENDING', failureReason: null, version: 2, readyVersion: null };
    expect(await update(session, { id, title: ' Price list ' })).toMatchObject(titled);
    const { edges } = await history(session, id);
    expect(edges[1].node).toMatchObject({ status: 'FAILED', failureReason: 'No luck.' });
    await kit.indexAll(session);
    expect(await found(session)).toEqual([['Price list', prices.content]]);
    expect(await update(session, { id, title: ' ' })).toBe('BAD_USER_INPUT');
    expect(await update(session, { id, metadata: [1] })).toBe('BAD_USER_INPUT');
  });
});
