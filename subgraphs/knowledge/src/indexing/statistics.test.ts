import { createPick } from '@prism/testkit/createPick';
import { sessionOf } from '@prism/testkit/sessions';

import { expectExactStatistics } from '../testing/expectExactStatistics.ts';
import { passageBreak, startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';
import type { RemovedChunk } from './chunks.sql.ts';
import { removePostings } from './postings.sql.ts';

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

test('a passage of many terms leaves with little work, whatever the planner knows of the organization', async () => {
  const content = Array.from({ length: 20_000 }, (_, index) => `w${String(index)}`).join(' ');
  const add = async () => {
    const session = sessionOf();
    await kit.add(session, { title: 'w0', content, contentType: 'text/plain' });
    await kit.indexAll(session);
    return kit.dbOf(session);
  };
  await add();
  await kit.pool.query('ANALYZE knowledge.recent_posting');
  // Of this one the planner thinks that it has hardly anything.
  const db = await add();
  await db.transact(async (tx) => {
    const organizationId = String(db.organizationId);
    const { rows } = await tx.query<RemovedChunk>(
      'SELECT id, document_id AS "documentId", terms, length FROM knowledge.chunk WHERE organization_id = $1',
      [organizationId],
    );
    // Takes half a second; minutes, if each row carries all terms with it, or all are compared with all.
    await tx.query(`SET LOCAL statement_timeout = '45s'`);
    await removePostings(tx, organizationId, rows);
    const left = await tx.query('SELECT FROM knowledge.recent_posting WHERE organization_id = $1', [organizationId]);
    expect(left.rows).toHaveLength(0);
  });
});
