import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { sessionOf } from '@prism/testkit/sessions';

import { codeOf, startKnowledgeKit, type Answer, type KnowledgeKit } from '../testing/knowledgeKit.ts';

let kit: KnowledgeKit;
beforeAll(async () => {
  kit = await startKnowledgeKit();
});
afterAll(() => kit.close());

const create = `mutation ($input: CreateCollectionInput!) { createCollection(input: $input) { collection {
  id name description access members { id } roles createdBy { id } } } }`;
const update = `mutation ($input: UpdateCollectionInput!) { updateCollection(input: $input) { collection {
  id name description access members { id } roles } } }`;
const move = `mutation ($input: MoveDocumentsInput!) { moveDocuments(input: $input) { documents { id collection { id } } } }`;
const add = `mutation ($input: AddDocumentsInput!) { addDocuments(input: $input) { documents { id version collection { id } } } }`;
const remove = 'mutation ($id: ID!) { deleteCollection(id: $id) { deletedId } }';
const list = '{ collections { id } documents { edges { node { externalId } } } knowledgeStatus { documents chunks } }';

const person = (organizationId: string, role: 'ADMIN' | 'MEMBER' | 'VIEWER' = 'MEMBER') =>
  sessionOf({ role, organizationId });

/** An organization with the handbook, of which the expenses are only for one member who is named. */
async function withHidden() {
  const named = await kit.withHandbook();
  const organizationId = named.organizationId ?? '';
  const admin = person(organizationId, 'ADMIN');
  const made = await kit.ask(admin, create, {
    input: { name: 'Board', access: 'NAMED', memberIds: [named.actor.id] },
  });
  const id = made.data.createCollection.collection.id as string;
  const document = { externalId: 'money', title: 'Expenses', content: 'Expenses are refunded within 14 days.' };
  const { data } = await kit.ask(named, add, { input: { documents: [document], collectionId: id } });
  await kit.indexAll(named);
  return { named, admin, other: person(organizationId), id, documentId: data.addDocuments.documents[0].id as string };
}

const externalIds = async (session: Session) => {
  const { data } = await kit.ask(session, list);
  return data.documents.edges.map(({ node }: { node: { externalId: string } }) => node.externalId).sort();
};

test('a collection is made, changed and, once it is empty, deleted by administrators', async () => {
  const admin = sessionOf({ role: 'ADMIN' });
  const made = await kit.ask(admin, create, { input: { name: ' Handbook ', description: 'For all' } });
  const { id, ...rest } = made.data.createCollection.collection;
  expect(rest).toEqual({
    ...{ name: 'Handbook', description: 'For all', access: 'EVERYBODY', members: [], roles: [] },
    createdBy: { id: admin.actor.id },
  });
  const memberIds = [newId()];
  const changed = await kit.ask(admin, update, { input: { id, access: 'NAMED', memberIds, roles: ['VIEWER'] } });
  expect(changed.data.updateCollection.collection).toEqual({
    ...{ id, name: 'Handbook', description: 'For all', access: 'NAMED', roles: ['VIEWER'] },
    members: [{ id: memberIds[0] }],
  });
  const emptied = await kit.ask(admin, update, { input: { id, description: null } });
  expect(emptied.data.updateCollection.collection).toMatchObject({ description: null, access: 'NAMED' });
  expect((await kit.ask(admin, remove, { id })).data).toEqual({ deleteCollection: { deletedId: id } });
  expect(codeOf(await kit.ask(admin, remove, { id }))).toBe('NOT_FOUND');
  expect(codeOf(await kit.ask(admin, update, { input: { id, name: 'x' } }))).toBe('NOT_FOUND');
});

test('who is not named manages and reads nothing of it, and what is left of the list is right', async () => {
  const { named, admin, other, id, documentId } = await withHidden();
  expect(await externalIds(named)).toEqual(['leave', 'money', 'trains']);
  for (const session of [other, admin]) {
    expect(await externalIds(session)).toEqual(['leave', 'trains']);
    expect((await kit.ask(session, list)).data.knowledgeStatus).toEqual({ documents: 2, chunks: 2 });
    expect(codeOf(await kit.ask(session, 'query ($id: ID!) { document(id: $id) { id } }', { id: documentId }))).toBe(
      'NOT_FOUND',
    );
  }
  expect((await kit.ask(other, list)).data.collections).toEqual([]);
  expect((await kit.ask(named, list)).data.collections).toEqual([{ id }]);
  expect((await kit.ask(admin, list)).data.collections).toEqual([{ id }]);
  expect(codeOf(await kit.ask(other, 'query ($id: ID!) { collection(id: $id) { id } }', { id }))).toBe('NOT_FOUND');
  for (const [operation, variables] of [
    [create, { input: { name: 'x' } }],
    [update, { input: { id, access: 'EVERYBODY' } }],
    [remove, { id }],
  ] as const) {
    expect(codeOf(await kit.ask(named, operation, variables))).toBe('FORBIDDEN');
  }
  // The administrator sees none of its documents, and cannot make it go away under them.
  expect(codeOf(await kit.ask(admin, remove, { id }))).toBe('CONFLICT');
});

test('it takes being able to read a collection to write into it', async () => {
  const { named, other, id, documentId } = await withHidden();
  const documents = [{ externalId: 'new', title: 'New', content: 'Something new.' }];
  for (const collectionId of [id, newId(), 'nonsense']) {
    expect(codeOf(await kit.ask(other, add, { input: { documents, collectionId } }))).toBe('NOT_FOUND');
    const query = 'query ($id: ID) { documents(collectionId: $id) { edges { node { id } } } }';
    expect(codeOf(await kit.ask(other, query, { id: collectionId }))).toBe('NOT_FOUND');
  }
  // Somebody to whom something is hidden adds what is not.
  const added = await kit.ask(other, add, { input: { documents } });
  expect(added.data.addDocuments.documents).toEqual([{ id: expect.any(String), version: 1, collection: null }]);
  const openId = added.data.addDocuments.documents[0].id as string;
  const again = await kit.ask(other, add, { input: { documents: [{ ...documents[0], content: 'Newer.' }] } });
  expect(again.data.addDocuments.documents).toMatchObject([{ id: openId, version: 2 }]);

  const into = (documentIds: string[], collectionId: string | null) => ({ input: { documentIds, collectionId } });
  expect(codeOf(await kit.ask(other, move, into([openId], id)))).toBe('NOT_FOUND');
  expect(codeOf(await kit.ask(other, move, into([documentId, openId], null)))).toBe('NOT_FOUND');
  const moved = await kit.ask(named, move, into([openId], id));
  expect(moved.data.moveDocuments.documents).toEqual([{ id: openId, collection: { id } }]);
  expect(await externalIds(other)).toEqual(['leave', 'trains']);
  await kit.ask(named, move, into([documentId, openId], null));
  expect(await externalIds(other)).toEqual(['leave', 'money', 'new', 'trains']);
});

test('an externalId of a hidden document: neither is it replaced, nor is it said whose it is', async () => {
  const { named, other, documentId } = await withHidden();
  const documents = [{ externalId: 'money', title: 'Mine', content: 'All mine.' }];
  const { errors } = await kit.ask(other, add, { input: { documents } });
  expect(errors?.[0]).toMatchObject({
    message: 'An externalId of these is not free: use another one.',
    extensions: { code: 'CONFLICT' },
  });
  const { data } = await kit.ask(named, 'query ($id: ID!) { document(id: $id) { title version } }', { id: documentId });
  expect(data.document).toEqual({ title: 'Expenses', version: expect.any(Number) });
});

test('access that is taken away is gone with the next request', async () => {
  const { named, admin, other, id } = await withHidden();
  await kit.ask(admin, update, { input: { id, memberIds: [other.actor.id] } });
  expect(await externalIds(named)).toEqual(['leave', 'trains']);
  expect(await externalIds(other)).toEqual(['leave', 'money', 'trains']);
  await kit.ask(admin, update, { input: { id, memberIds: [], roles: ['VIEWER'] } });
  expect(await externalIds(other)).toEqual(['leave', 'trains']);
  // The same person, after a change of role.
  expect(await externalIds({ ...other, role: 'VIEWER' })).toEqual(['leave', 'money', 'trains']);
  const key: Session = { ...other, actor: { type: 'apiKey', id: named.actor.id }, role: null };
  expect(await externalIds(key)).toEqual(['leave', 'trains']);
  await kit.ask(admin, update, { input: { id, access: 'EVERYBODY' } });
  expect(await externalIds(key)).toEqual(['leave', 'money', 'trains']);
});

test('who is named of a collection that is for everybody would believe too much: refused', async () => {
  const admin = sessionOf({ role: 'ADMIN' });
  const refused = (answer: Answer) => {
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    return answer.errors?.[0]?.message;
  };
  const why = 'must be empty while access is EVERYBODY: choose NAMED';
  const names = { memberIds: [newId()], roles: ['VIEWER'] };
  const open = await kit.ask(admin, create, { input: { name: 'Open', ...names } });
  expect(refused(open)).toBe(`input.memberIds: ${why}; input.roles: ${why}`);
  const made = await kit.ask(admin, create, { input: { name: 'Open', memberIds: [], roles: [] } });
  const id = made.data.createCollection.collection.id as string;
  refused(await kit.ask(admin, update, { input: { id, roles: ['VIEWER'] } }));
  refused(await kit.ask(admin, update, { input: { id, access: 'EVERYBODY', memberIds: names.memberIds } }));
  const named = await kit.ask(admin, update, { input: { id, access: 'NAMED', ...names } });
  expect(named.data.updateCollection.collection).toMatchObject({ access: 'NAMED', roles: ['VIEWER'] });
  // Opened, it keeps its names for the day on which it is closed again.
  const opened = await kit.ask(admin, update, { input: { id, access: 'EVERYBODY' } });
  expect(opened.data.updateCollection.collection).toMatchObject({ access: 'EVERYBODY', roles: ['VIEWER'] });
  const emptied = await kit.ask(admin, update, { input: { id, roles: [] } });
  expect(emptied.data.updateCollection.collection).toMatchObject({ access: 'EVERYBODY', roles: [] });
});

test('a collection that is deleted while somebody writes into it: NOT_FOUND, or CONFLICT for who deletes', async () => {
  const admin = sessionOf({ role: 'ADMIN' });
  const documents = (collectionId: string) => ({
    input: { collectionId, documents: [{ externalId: 'new', title: 'New', content: 'Something new.' }] },
  });
  const make = async () =>
    (await kit.ask(admin, create, { input: { name: 'Short-lived' } })).data.createCollection.collection.id as string;
  const [deleted, kept] = [await make(), await make()];
  const [begun, over] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const sql = 'DELETE FROM knowledge.collection WHERE organization_id = $1 AND id = $2';
  const deleting = kit.dbOf(admin).transact(async (tx) => {
    await tx.query(sql, [admin.organizationId, deleted]);
    begun.resolve(undefined);
    await over.promise;
  });
  await begun.promise;
  const adding = kit.ask(admin, add, documents(deleted));
  // However far it has come by then, the answer is the same. Embedded, it has not begun.
  setTimeout(() => over.resolve(undefined), 200);
  expect(codeOf(await adding)).toBe('NOT_FOUND');
  await deleting;

  const both = [kit.ask(admin, add, documents(kept)), kit.ask(admin, remove, { id: kept })];
  const codes = (await Promise.all(both)).map((answer) => codeOf(answer) ?? 'done');
  expect([
    ['done', 'CONFLICT'],
    ['NOT_FOUND', 'done'],
  ]).toContainEqual(codes);
});

test('an organization has so many, however many ask at once', async () => {
  const admin = sessionOf({ role: 'ADMIN' });
  await kit.dbOf(admin).transact((tx) =>
    tx.query(
      `INSERT INTO knowledge.collection (organization_id, id, name)
       SELECT $1, gen_random_uuid(), 'x' FROM generate_series(1, 198)`,
      [admin.organizationId],
    ),
  );
  const asked = Array.from({ length: 8 }, () => kit.ask(admin, create, { input: { name: 'One more' } }));
  const codes = (await Promise.all(asked)).map((answer) => codeOf(answer) ?? 'done');
  expect(codes.sort()).toEqual([...Array<string>(6).fill('QUOTA_EXCEEDED'), 'done', 'done']);
});
