import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { sessionOf } from '@prism/testkit/sessions';

import { beginIndexing, failIndexing, waitIndexing } from '../domain.ts';
import { expectExactStatistics } from '../testing/expectExactStatistics.ts';
import { startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';

let kit: KnowledgeKit;
beforeAll(async () => {
  kit = await startKnowledgeKit();
});
afterAll(() => kit.close());

test('documents are listed newest first, resolved as entities, and like one another', async () => {
  const session = await kit.withHandbook();
  const list = `query ($after: String) { documents(first: 2, after: $after) { edges { node { id title } } pageInfo { hasNextPage endCursor } } }`;
  const first = (await kit.ask(session, list)).data.documents;
  const rest = (await kit.ask(session, list, { after: first.pageInfo.endCursor })).data.documents;
  const titles = [...first.edges, ...rest.edges].map((edge: { node: { title: string } }) => edge.node.title);
  expect(titles).toEqual(['Travel', 'Expenses', 'Leave']);

  const id = first.edges[0].node.id as string;
  const entities = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Document { title } } }`;
  const representations = [id, newId(), 'nonsense'].map((key) => ({ __typename: 'Document', id: key }));
  expect((await kit.ask(session, entities, { r: representations })).data._entities).toEqual([
    { title: 'Travel' },
    null,
    null,
  ]);

  const similar = `query ($id: ID!) { document(id: $id) { similar(first: 2) { score document { id } } } }`;
  const others = (await kit.ask(session, similar, { id })).data.document.similar;
  expect(others).toHaveLength(2);
  expect(others.map((other: { document: { id: string } }) => other.document.id)).not.toContain(id);
});

test('documents are listed by what they are called, and by how far they are', async () => {
  const session = await kit.withHandbook();
  const document = { externalId: 'rules/7', title: 'Rules', content: 'Not read yet.' };
  await kit.ask(
    session,
    'mutation ($d: [AddDocumentInput!]!) { addDocuments(input: { documents: $d }) { documents { id } } }',
    {
      d: [document],
    },
  );
  const list = `query ($status: DocumentStatus, $externalId: String) {
    documents(first: 10, status: $status, externalId: $externalId) { edges { node { title } } }
  }`;
  const titles = async (args: Record<string, unknown>) =>
    (await kit.ask(session, list, args)).data.documents.edges.map(
      (edge: { node: { title: string } }) => edge.node.title,
    );
  expect(await titles({ status: 'PENDING' })).toEqual(['Rules']);
  expect(await titles({ status: 'READY' })).toEqual(['Travel', 'Expenses', 'Leave']);
  expect(await titles({ status: 'FAILED' })).toEqual([]);
  expect(await titles({ externalId: 'rules/7' })).toEqual(['Rules']);
  expect(await titles({ externalId: 'rules/8' })).toEqual([]);
  expect(await titles({ externalId: 'rules/7', status: 'READY' })).toEqual([]);
  const { errors } = await kit.ask(session, list, { externalId: 'a\u0000b' });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('a document says what it waits for, until it goes on', async () => {
  const session = sessionOf();
  const { data } = await kit.add(session, { title: 'Rules', content: 'Not read yet.' });
  const key = { documentId: data.addDocuments.documents[0].id as string, version: 1 };
  const db = kit.dbOf(session);
  const reasons = async () =>
    (
      await kit.ask(session, 'query ($id: ID!) { document(id: $id) { status waitingReason failureReason } }', {
        id: key.documentId,
      })
    ).data.document as object;
  const reason = 'The AI provider does not answer.';
  await beginIndexing(db, key);
  await waitIndexing(db, { ...key, version: 2, reason: 'Of a version that is none.' });
  expect(await reasons()).toEqual({ status: 'INDEXING', waitingReason: null, failureReason: null });
  await waitIndexing(db, { ...key, reason });
  expect(await reasons()).toEqual({ status: 'INDEXING', waitingReason: reason, failureReason: null });
  await beginIndexing(db, key);
  expect(await reasons()).toEqual({ status: 'INDEXING', waitingReason: null, failureReason: null });
  await waitIndexing(db, { ...key, reason });
  await failIndexing(db, { ...key, reason: 'No luck.' }, () => Promise.resolve(true));
  expect(await reasons()).toEqual({ status: 'FAILED', waitingReason: null, failureReason: 'No luck.' });
});

test('documents are deleted with everything that was made of them', async () => {
  const session = await kit.withHandbook();
  const { data } = await kit.ask(session, '{ documents { edges { node { id } } } }');
  for (const { node } of data.documents.edges) {
    const deleted = await kit.ask(session, 'mutation ($id: ID!) { deleteDocument(id: $id) { deletedId } }', {
      id: node.id,
    });
    expect(deleted.data.deleteDocument.deletedId).toBe(node.id);
  }
  await expectExactStatistics(kit.dbOf(session));
  for (const table of ['document', 'chunk', 'embedding', 'recent_posting'])
    expect(await countRows(session, table)).toBe(0);
  expect(
    (await kit.ask(session, '{ knowledgeStatus { documents chunks pending failed } }')).data.knowledgeStatus,
  ).toEqual({
    documents: 0,
    chunks: 0,
    pending: 0,
    failed: 0,
  });
});

async function countRows(session: Session, table: string): Promise<number | undefined> {
  const sql = `SELECT count(*)::int AS n FROM knowledge.${table}`;
  return (await kit.dbOf(session).read((tx) => tx.query<{ n: number }>(sql))).rows[0]?.n;
}
