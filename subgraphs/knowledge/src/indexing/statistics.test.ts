import { createPick } from '@prism/testkit/createPick';
import { sessionOf } from '@prism/testkit/sessions';

import { expectExactStatistics } from '../testing/expectExactStatistics.ts';
import { passageBreak, startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';
import { lockBlocks } from './pages.sql.ts';

let kit: KnowledgeKit;
beforeAll(async () => {
  kit = await startKnowledgeKit();
});
afterAll(() => kit.close());

test('statistics equal a recount after any adds, changes and deletes, by several workers at once', async () => {
  const session = sessionOf();
  const words = ['apple', 'banana', 'cherry', 'date', 'elder', 'fig', 'grape'];
  const pick = createPick(7);
  for (let round = 0; round < 6; round += 1) {
    const ids = [...new Set(Array.from({ length: 8 }, () => String(pick(12))))];
    const documents = ids.map((externalId) => ({
      externalId,
      title: words[pick(7)],
      content: Array.from({ length: 1 + pick(60) }, () => words[pick(words.length)]).join(
        pick(4) === 0 ? passageBreak : ' ',
      ),
    }));
    const { data } = await kit.add(session, ...documents);
    const gone = data.addDocuments.documents[pick(ids.length)].id as string;
    await Promise.all([
      kit.indexAll(session),
      kit.ask(session, 'mutation ($id: ID!) { deleteDocument(id: $id) { deletedId } }', { id: gone }),
    ]);
    await expectExactStatistics(kit.dbOf(session));
  }
});

test('the blocks of a page with many terms are locked with little work', async () => {
  const session = sessionOf();
  const terms = Array.from({ length: 20_000 }, (_, index) => `w${String(index)}`);
  await kit.add(session, { title: 'w0', content: terms.join(' '), contentType: 'text/plain' });
  await kit.indexAll(session);
  const locked = await kit.dbOf(session).transact(async (tx) => {
    const { rows } = await tx.query<{ page: number }>(
      'SELECT page_id AS page FROM knowledge.indexed_chunk WHERE organization_id = $1',
      [session.organizationId],
    );
    // Takes half a second; minutes, if each row carries all terms with it.
    await tx.query(`SET LOCAL statement_timeout = '10s'`);
    const wanted = rows.map(({ page }) => ({ pageId: page, terms }));
    return lockBlocks(tx, session.organizationId ?? '', { recent: true, wanted });
  });
  expect(locked).toHaveLength(terms.length);
});
