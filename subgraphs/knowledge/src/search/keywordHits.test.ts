import type { Session } from '@prism/auth/session';
import type { TenantDb } from '@prism/queue/tenantDb';
import { createPick } from '@prism/testkit/createPick';
import { sessionOf } from '@prism/testkit/sessions';

import { packPostings } from '../indexing/packPostings.ts';
import { expectExactStatistics } from '../testing/expectExactStatistics.ts';
import { passageBreak, startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';
import { recountKeywords } from '../testing/recountKeywords.ts';
import { keywordHits, type KeywordSearch } from './keywordHits.ts';
import { readQuery } from './readQuery.ts';

let kit: KnowledgeKit;
beforeAll(async () => {
  kit = await startKnowledgeKit();
});
afterAll(() => kit.close());

const words = ['apple', 'banana', 'cherry', 'date', 'elder', 'fig', 'grape', 'Haus', 'Häuser', '北京大学', 'книги'];
const deleteOperation = 'mutation ($id: ID!) { deleteDocument(id: $id) { deletedId } }';

/** The same numbers in every run. */
function createRandom(seed: number) {
  const below = createPick(seed);
  const text = (most: number) => Array.from({ length: 1 + below(most) }, () => words[below(words.length)]).join(' ');
  const pool = Array.from({ length: 6 }, () => text(40));
  const passage = () => (below(3) === 0 ? text(60) : (pool[below(pool.length)] ?? ''));
  const passages = () => Array.from({ length: 1 + below(4) }, passage).join(passageBreak);
  return { below, text, passages };
}

/** What keywords find, as `rank` asks them. */
function find(db: TenantDb, { query, ...search }: { query: string } & Omit<KeywordSearch, 'words'>) {
  const organizationId = String(db.organizationId);
  return db.read(async (tx) =>
    keywordHits(tx, organizationId, { words: await readQuery(tx, organizationId, query), ...search }),
  );
}

/** Scores and order of what is found are those of a recount. */
async function expectExactSearch(db: TenantDb, query: string) {
  const organizationId = String(db.organizationId);
  const expected = await recountKeywords(db, await db.read((tx) => readQuery(tx, organizationId, query)));
  const { hits, ceiling } = await find(db, { query, limit: 200 });
  expect(new Set(hits.map(({ chunkId }) => chunkId))).toEqual(new Set(expected.keys()));
  hits.forEach(({ chunkId, score }, index) => {
    expect(score).toBeCloseTo(expected.get(chunkId) ?? -1, 9);
    expect(score).toBeLessThanOrEqual(hits[index - 1]?.score ?? ceiling);
  });
  const top = await find(db, { query, limit: 3 });
  expect(top.hits.map(({ score }) => score)).toEqual(hits.slice(0, 3).map(({ score }) => score));
}

/** Documents of one to four passages, under a dozen external ids, so that some replace others and keep passages of theirs. */
async function addSome(session: Session, { below, passages }: ReturnType<typeof createRandom>): Promise<string[]> {
  const externalIds = [...new Set(Array.from({ length: 8 }, () => String(below(14))))];
  const documents = externalIds.map((externalId) => ({
    externalId,
    title: `About ${words[Number(externalId) % 3] ?? ''}`,
    content: passages(),
  }));
  const { data } = await kit.add(session, ...documents);
  return data.addDocuments.documents.map(({ id }: { id: string }) => id);
}

test.each([1, 2])('finds what a recount finds, after any adds, changes, deletes and packings (%i)', async (seed) => {
  const session = sessionOf();
  const db = kit.dbOf(session);
  const random = createRandom(seed);
  let packed = 0;
  for (let round = 0; round < 4; round += 1) {
    const ids = await addSome(session, random);
    await kit.indexAll(session);
    packed += await packPostings(db, { size: 1 + random.below(3) });
    await kit.ask(session, deleteOperation, { id: ids[random.below(ids.length)] });
    await expectExactStatistics(db);
    await expectExactSearch(db, random.text(4));
  }
  expect(packed).toBeGreaterThan(0);
  await expectExactSearch(db, words.join(' '));
});

test('packing, adding and deleting at once lose and double nothing', async () => {
  const session = sessionOf();
  const db = kit.dbOf(session);
  const random = createRandom(4);
  for (let round = 0; round < 5; round += 1) {
    const ids = await addSome(session, random);
    await Promise.all([
      kit.indexAll(session),
      ...[2, 3, 2, 1].map((size) => packPostings(db, { size })),
      ...ids.slice(0, 3).map((id) => kit.ask(session, deleteOperation, { id })),
    ]);
    await packPostings(db, { size: 2 });
    await expectExactStatistics(db);
    await expectExactSearch(db, random.text(5));
  }
});

test('a search finds the same before, while and after postings are packed', async () => {
  const session = sessionOf();
  const db = kit.dbOf(session);
  const random = createRandom(5);
  await kit.add(session, ...Array.from({ length: 40 }, () => ({ title: random.text(2), content: random.text(40) })));
  await kit.indexAll(session);
  const search = { query: 'apple cherry Haus', limit: 200 };
  const before = await find(db, search);
  expect(before.hits.length).toBeGreaterThan(20);
  const packing = (async () => {
    let packed = 0;
    for (let size = 10; size > 1; size -= 1) packed += await packPostings(db, { size });
    return packed;
  })();
  const seen = [];
  for (let round = 0; round < 30; round += 1) seen.push(await find(db, search));
  expect(await packing).toBeGreaterThan(30);
  for (const { hits } of [...seen, await find(db, search)]) {
    expect(hits.map(({ chunkId }) => chunkId)).toEqual(before.hits.map(({ chunkId }) => chunkId));
  }
});

test('leaves no term of a deleted document in any table', async () => {
  const session = sessionOf();
  const db = kit.dbOf(session);
  const { data } = await kit.add(session, { title: 'x', content: 'unspeakable' }, { title: 'y', content: 'harmless' });
  await kit.indexAll(session);
  expect(await packPostings(db, { size: 1 })).toBe(1);
  for (const { id } of data.addDocuments.documents) await kit.ask(session, deleteOperation, { id });
  const { rows } = await db.read((tx) =>
    tx.query(
      `SELECT term FROM knowledge.recent_posting WHERE organization_id = $1
       UNION ALL SELECT term FROM knowledge.page_posting WHERE organization_id = $1
       UNION ALL SELECT chunk_id::text FROM knowledge.indexed_chunk WHERE organization_id = $1`,
      [db.organizationId],
    ),
  );
  expect(rows).toEqual([]);
});

test.each([1, 3, 4])('a narrowed search finds the best %i that are allowed, in pages of any kind', async (limit) => {
  const session = sessionOf();
  const db = kit.dbOf(session);
  const organizationId = String(db.organizationId);
  const documents = Array.from({ length: 40 }, (_, index) => ({
    title: 'Fruit',
    content: `apple ${'banana '.repeat(index)}`,
    metadata: { kind: index % 10 === 5 ? 'rare' : 'common' },
  }));
  await kit.add(session, ...documents);
  await kit.indexAll(session);
  await packPostings(db, { size: 20 });
  const filter = { metadata: [{ path: ['kind'], equals: 'rare' }] };
  const { rows } = await db.read((tx) =>
    tx.query<{ id: string; documentId: string }>(
      `SELECT c.id, d.id AS "documentId" FROM knowledge.document d JOIN knowledge.chunk c ON c.document_id = d.id
       WHERE d.organization_id = $1 AND d.metadata ->> 'kind' = 'rare'`,
      [organizationId],
    ),
  );
  const allowed = new Set(rows.map(({ id }) => id));
  const all = await find(db, { query: 'apple', limit: 100 });
  const best = all.hits.filter(({ chunkId }) => allowed.has(chunkId)).slice(0, limit);
  expect(best).toHaveLength(limit);
  const ids = `{${rows.map(({ documentId }) => documentId).join(',')}}`;
  const [few, many] = [
    { ids, passages: 4, share: 0.1 },
    // As if they had more passages than would be looked at: by the best, and in as many rounds as it takes when most are said to count.
    { ids, passages: 1_000, share: 1 },
  ];
  for (const documents of [few, many, null]) {
    const { hits } = await find(db, { query: 'apple', limit, narrow: { filter, documents } });
    expect(hits).toEqual(best);
  }
});
