import { newId } from '@prism/db/newId';
import { sessionOf } from '@prism/testkit/sessions';

import { keywordHits } from '../search/keywordHits.ts';
import { readQuery } from '../search/readQuery.ts';
import { nextToFill } from '../space/fillSpace.ts';
import { expectExactStatistics } from '../testing/expectExactStatistics.ts';
import { passageBreak, startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';
import { organizationsPacking, packPostings } from './packPostings.ts';
import { organizationsRetokenizing, retokenize } from './retokenize.ts';

let kit: KnowledgeKit;
beforeAll(async () => {
  kit = await startKnowledgeKit();
});
afterAll(() => kit.close());

/** Of all organizations of the database, there are few after this. */
const first = newId();

/** An organization of six passages, two of which are in a page, all indexed by a tokenizer that began every term with an x. */
async function withOldTerms() {
  const session = sessionOf();
  const db = kit.dbOf(session);
  await kit.add(
    session,
    ...Array.from({ length: 6 }, (_, index) => ({ title: `Page ${String(index)}`, content: 'Some words.' })),
  );
  await kit.indexAll(session);
  for (const statement of [
    `UPDATE knowledge.recent_posting SET term = 'x' || term WHERE organization_id = $1`,
    `UPDATE knowledge.chunk SET terms = ARRAY(SELECT 'x' || t FROM unnest(terms) AS t) WHERE organization_id = $1`,
    `UPDATE knowledge.indexed_chunk SET tokenizer = 1 WHERE organization_id = $1`,
  ]) {
    await db.transact((tx) => tx.query(statement, [db.organizationId]));
  }
  expect(await packPostings(db, { size: 2 })).toBe(2);
  return { session, db, organizationId: String(db.organizationId) };
}

test('what an old tokenizer indexed is indexed anew, in recent pages and in others, some passages at a time', async () => {
  const { db, organizationId } = await withOldTerms();
  expect(await organizationsRetokenizing(kit.pool, first, 1_000)).toContain(organizationId);
  const found = async (query: string) =>
    db.read(async (tx) => {
      const words = await readQuery(tx, organizationId, query);
      return (await keywordHits(tx, organizationId, { words, limit: 10 })).hits.length;
    });
  expect([await found('words'), await found('xword')]).toEqual([0, 6]);
  expect(await retokenize(db, { most: 1 })).toBe(1);
  // Never both, never neither.
  expect([await found('words'), await found('xword')]).toEqual([1, 5]);
  const counts = await Promise.all([1, 2, 1].map((most) => retokenize(db, { most })));
  for (let done = 1; done > 0;) counts.push((done = await retokenize(db)));
  expect(counts.reduce((sum, count) => sum + count, 1)).toBe(6);
  await expectExactStatistics(db);
  expect([await found('words'), await found('xword')]).toEqual([6, 0]);
  expect(await organizationsRetokenizing(kit.pool, first, 1_000)).not.toContain(organizationId);
});

test('passages without a READY version, from before there were any, are neither passed over nor in the way', async () => {
  const { db, organizationId } = await withOldTerms();
  const clear = `UPDATE knowledge.document SET status = 'FAILED', ready_version = NULL WHERE organization_id = $1`;
  await db.transact((tx) => tx.query(clear, [organizationId]));
  expect(await nextToFill(db, { model: 'another', limit: 10 })).toHaveLength(6);
  expect([await retokenize(db, { most: 4 }), await retokenize(db), await retokenize(db)]).toEqual([4, 2, 0]);
  await expectExactStatistics(db);
});

test('organizations are packed when twice as many passages wait as a page has', async () => {
  const session = sessionOf();
  const db = kit.dbOf(session);
  const organizationId = String(session.organizationId);
  const listed = async () =>
    (await organizationsPacking(kit.pool, first, { most: 1_000, size: 2 })).includes(organizationId);
  const add = async (count: number) => {
    await kit.add(session, ...Array.from({ length: count }, () => ({ title: newId(), content: 'Words.' })));
    await kit.indexAll(session);
  };
  await add(3);
  expect([await listed(), await packPostings(db, { size: 2 })]).toEqual([false, 0]);
  await add(1);
  expect([await listed(), await packPostings(db, { size: 2 })]).toEqual([true, 2]);
  expect([await listed(), await packPostings(db, { size: 2 })]).toEqual([false, 0]);
});

test('no more documents are packed at once than fill a page, also of those that were cut at the same time', async () => {
  const session = sessionOf();
  const db = kit.dbOf(session);
  const content = ['one', 'two'].join(passageBreak);
  for (const externalId of ['first', 'second']) {
    await kit.add(session, { externalId, title: 'Same', content });
    await kit.indexAll(session);
  }
  // As if the ids of both had been made in turns: the first passage of each is in the other's page.
  await db.transact(async (tx) => {
    const { rows } = await tx.query<{ id: string; page: number }>(
      'SELECT chunk_id AS id, page_id AS page FROM knowledge.indexed_chunk WHERE organization_id = $1 AND slot = 0 ORDER BY page_id',
      [db.organizationId],
    );
    const move =
      'UPDATE knowledge.indexed_chunk SET page_id = $3, slot = $4 WHERE organization_id = $1 AND chunk_id = $2';
    const [one, other] = rows;
    await tx.query(move, [db.organizationId, one?.id, other?.page, 2]);
    await tx.query(move, [db.organizationId, other?.id, one?.page, 0]);
    await tx.query(move, [db.organizationId, one?.id, other?.page, 0]);
  });
  expect(await packPostings(db, { size: 2 })).toBe(2);
  await expectExactStatistics(db);
});

test('a document is packed whole, and so is what a new version has left of it', async () => {
  const session = sessionOf();
  const db = kit.dbOf(session);
  const put = async (externalId: string, ...passages: string[]) => {
    await kit.add(session, { externalId, title: externalId, content: passages.join(passageBreak) });
    await kit.indexAll(session);
  };
  await put('first', 'one', 'two', 'three');
  await put('first', 'three', 'one', 'four');
  await put('second', 'five');
  // Two of the four are in the page of the first version, the third in one of the second's own.
  expect(await packPostings(db, { size: 2 })).toBe(2);
  await expectExactStatistics(db);
  await put('first', 'one');
  await put('third', 'six', 'seven', 'eight');
  expect(await packPostings(db, { size: 2 })).toBe(4);
  await expectExactStatistics(db);
});
