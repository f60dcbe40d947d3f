import type { Session } from '@prism/auth/session';
import { sessionOf } from '@prism/testkit/sessions';

import { codeOf, startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';
import { deleteSignatures, insertSignature } from '../indexing/signature.sql.ts';

let kit: KnowledgeKit;
beforeAll(async () => {
  kit = await startKnowledgeKit();
});
afterAll(() => kit.close());

/** 256 bytes, the first `differing` of which are another document's own. */
const hashes = (differing: number, own: number) =>
  Buffer.from(Array.from({ length: 256 }, (_, index) => (index < differing ? own : 0))).toString('hex');

/** A document that differs from the common text in so many of 256 hashes. */
async function sign(session: Session, title: string, differing: number, bands: readonly string[]): Promise<string> {
  const { data } = await kit.add(session, { externalId: title, title, content: title });
  const documentId = data.addDocuments.documents[0].id as string;
  const signature = { hashes: hashes(differing, title.length), bands };
  const organizationId = String(session.organizationId);
  await kit.dbOf(session).transact(async (tx) => {
    await deleteSignatures(tx, organizationId, [documentId]);
    await insertSignature(tx, organizationId, { documentId, signature });
  });
  return documentId;
}

const duplicatesOf = async (session: Session, id: string, first = 5): Promise<[string, number][]> => {
  const query = `query ($id: ID!, $first: Int) { document(id: $id) { nearDuplicates(first: $first) { score document { title } } } }`;
  const { data } = await kit.ask(session, query, { id, first });
  return data.document.nearDuplicates.map(({ score, document }: { score: number; document: { title: string } }) => [
    document.title,
    score,
  ]);
};

test('those that share a band and eight tenths of their wording, most alike first', async () => {
  const session = sessionOf();
  const id = await sign(session, 'a', 0, ['1', '-2', '3']);
  await sign(session, 'equal', 0, ['1', '-2', '3']);
  await sign(session, 'near it', 30, ['-2', '7']);
  await sign(session, 'not near enough', 60, ['3', '8']);
  await sign(session, 'shares no band by chance', 0, ['9']);
  expect(await duplicatesOf(session, id)).toEqual([
    ['equal', 1],
    ['near it', 0.882],
  ]);
  expect(await duplicatesOf(session, id, 1)).toEqual([['equal', 1]]);
  const bad = await kit.ask(session, `{ document(id: "${id}") { nearDuplicates(first: 21) { score } } }`);
  expect(codeOf(bad)).toBe('BAD_USER_INPUT');
});

test('none of another organization, none that is deleted, none of wording that is replaced', async () => {
  const session = sessionOf();
  const id = await sign(session, 'a', 0, ['1', '2']);
  await sign(sessionOf(), 'foreign', 0, ['1', '2']);
  const gone = await sign(session, 'gone', 0, ['1', '2']);
  expect(await duplicatesOf(session, id)).toEqual([['gone', 1]]);
  await kit.ask(session, 'mutation ($id: ID!) { deleteDocument(id: $id) { deletedId } }', { id: gone });
  expect(await duplicatesOf(session, id)).toEqual([]);

  await sign(session, 'changes', 0, ['1', '2']);
  expect(await duplicatesOf(session, id)).toEqual([['changes', 1]]);
  await sign(session, 'changes', 0, ['5', '6']);
  expect(await duplicatesOf(session, id)).toEqual([]);
  const { rows } = await kit
    .dbOf(session)
    .read((tx) =>
      tx.query('SELECT band FROM knowledge.signature_band WHERE organization_id = $1 ORDER BY 1', [
        session.organizationId,
      ]),
    );
  expect(rows).toEqual([{ band: '1' }, { band: '2' }, { band: '5' }, { band: '6' }]);
});

test('none of a collection that the reader may not read', async () => {
  const owner = sessionOf({ role: 'OWNER' });
  const id = await sign(owner, 'open', 0, ['1']);
  const secret = await sign(owner, 'secret', 0, ['1']);
  const created = await kit.ask(
    owner,
    'mutation ($input: CreateCollectionInput!) { createCollection(input: $input) { collection { id } } }',
    { input: { name: 'Board', access: 'NAMED', memberIds: [owner.actor.id] } },
  );
  const collectionId = created.data.createCollection.collection.id as string;
  await kit
    .dbOf(owner)
    .transact((tx) =>
      tx.query('UPDATE knowledge.document SET collection_id = $3 WHERE organization_id = $1 AND id = $2', [
        owner.organizationId,
        secret,
        collectionId,
      ]),
    );
  const member = sessionOf({ organizationId: String(owner.organizationId) });
  expect(await duplicatesOf(owner, id)).toEqual([['secret', 1]]);
  expect(await duplicatesOf(member, id)).toEqual([]);
  const status = async (who: Session) =>
    (await kit.ask(who, '{ knowledgeStatus { documents } }')).data.knowledgeStatus.documents as number;
  expect([await status(owner), await status(member)]).toEqual([2, 1]);
});
