import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { sessionOf } from '@prism/testkit/sessions';

import { failIndexing } from '../domain.ts';
import { codeOf, handbook, startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';

let kit: KnowledgeKit;
beforeAll(async () => {
  kit = await startKnowledgeKit();
});
afterAll(() => kit.close());

test('stores in the order of the input, with one job a document and its author', async () => {
  const session = sessionOf();
  const { data } = await kit.add(session, ...handbook, { title: 'No external id', content: 'x' });
  const documents = data.addDocuments.documents;
  expect(documents.map(({ title }: { title: string }) => title)).toEqual([
    'Leave',
    'Expenses',
    'Travel',
    'No external id',
  ]);
  expect(documents[0]).toMatchObject({ status: 'PENDING', version: 1, createdBy: { id: session.actor.id } });
  const { rows } = await kit
    .dbOf(session)
    .read((tx) =>
      tx.query<{ job: string; n: number }>(
        'SELECT job, count(*)::int AS n FROM outbox.message WHERE organization_id = $1 GROUP BY job ORDER BY job',
        [session.organizationId],
      ),
    );
  expect(rows).toContainEqual({ job: 'indexDocument', n: 4 });
});

test('replaces by externalId, leaves the unchanged alone, and takes up the failed again', async () => {
  const session = await kit.withHandbook();
  const again = await kit.add(session, handbook[0]!, { ...handbook[1]!, content: 'New rules.' });
  expect(again.data.addDocuments.documents).toMatchObject([
    { status: 'READY', version: 1 },
    { status: 'PENDING', version: 2 },
  ]);
  const documentId = again.data.addDocuments.documents[1].id as string;
  await failIndexing(kit.dbOf(session), { documentId, version: 2, reason: 'No luck.' }, () => Promise.resolve(true));
  const failed = await kit.ask(session, 'query ($id: ID!) { document(id: $id) { status failureReason } }', {
    id: documentId,
  });
  expect(failed.data.document).toEqual({ status: 'FAILED', failureReason: 'No luck.' });
  const third = await kit.add(session, { ...handbook[1]!, content: 'New rules.' });
  expect(third.data.addDocuments.documents).toMatchObject([{ status: 'PENDING', version: 3 }]);
});

test('says who added each version', async () => {
  const author = sessionOf();
  const editor = sessionOf({ organizationId: author.organizationId! });
  await kit.add(author, handbook[0]!);
  await kit.add(editor, { ...handbook[0]!, content: 'New rules.' });
  const { rows } = await kit.dbOf(author).read((tx) =>
    tx.query(
      `SELECT payload->'payload'->>'actorId' AS actor FROM outbox.message
       WHERE organization_id = $1 AND payload->>'name' = 'document.added' ORDER BY id`,
      [author.organizationId],
    ),
  );
  expect(rows).toEqual([{ actor: author.actor.id }, { actor: editor.actor.id }]);
});

test('names no author for an API key', async () => {
  const session: Session = { ...sessionOf(), actor: { type: 'apiKey', id: newId() } };
  const { data } = await kit.add(session, handbook[0]!);
  expect(data.addDocuments.documents[0].createdBy).toBeNull();
});

const fine = { title: 'T', content: 'c' };
test.each<[string, object[], string[]]>([
  ['no document', [], ['input.documents']],
  ['101 documents', Array<object>(101).fill(fine), ['input.documents']],
  ['empty content', [{ ...fine, content: ' \n ' }], ['input.documents.0.content']],
  ['an empty title', [fine, { ...fine, title: ' ' }], ['input.documents.1.title']],
  ['more than 1 MiB', [{ ...fine, content: 'é'.repeat(600_000) }], ['input.documents.0.content']],
  ['NUL', [{ ...fine, content: 'a\u0000b' }], ['input.documents.0.content']],
  ['a PDF', [{ ...fine, content: '%PDF-1.7 \ufffd\ufffd' }], ['input.documents.0.content']],
  ['bytes', [{ ...fine, content: '\ufffd\u0001'.repeat(500) }], ['input.documents.0.content']],
  ['another type', [{ ...fine, contentType: 'application/pdf' }], ['input.documents.0.contentType']],
  ['metadata that is no object', [{ ...fine, metadata: [1] }], ['input.documents.0.metadata']],
  ['metadata with NUL', [{ ...fine, metadata: { deep: ['a\u0000'] } }], ['input.documents.0.metadata']],
  ['metadata over 16 KiB', [{ ...fine, metadata: { a: 'é'.repeat(8_200) } }], ['input.documents.0.metadata']],
  [
    'an externalId twice',
    [
      { ...fine, externalId: 'a' },
      { ...fine, externalId: 'a' },
    ],
    ['input.documents.1.externalId'],
  ],
])('refuses %s and stores nothing', async (_name, documents, paths) => {
  const session = sessionOf();
  const answer = await kit.add(session, ...documents);
  expect(codeOf(answer)).toBe('BAD_USER_INPUT');
  expect(answer.errors?.[0]?.extensions).toMatchObject({ fields: paths.map((path) => ({ path })) });
  expect((await kit.ask(session, '{ knowledgeStatus { documents } }')).data.knowledgeStatus.documents).toBe(0);
});
