import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { internalHeaders, sessionOf } from '@prism/testkit/sessions';
import { findTraces } from '@prism/testkit/findTraces';

import { packPostings } from '../indexing/packPostings.ts';
import { beginFilling, nextToFill, saveFilled } from '../domain.ts';
import { createBusyChat } from '../testing/busyChat.ts';
import { expectExactStatistics } from '../testing/expectExactStatistics.ts';
import { expectForgotten, unheardWord } from '../testing/expectForgotten.ts';
import { codeOf, startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';

const busy = createBusyChat();
let kit: KnowledgeKit;
beforeAll(async () => {
  kit = await startKnowledgeKit(busy);
});
afterAll(() => kit.close());

const question = 'Within how many days are invoices refunded?';
const otherModel = 'another-model';
const send = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message {
  status answer { answer citations { quote } } } } }`;
const remove = 'mutation ($ids: [ID!]!) { deleteDocuments(ids: $ids) { deletedIds } }';

const system = <R>(session: Session, sql: string, ...values: unknown[]) =>
  kit.dbOf(session).transact(async (tx) => (await tx.query<R>(sql, [session.organizationId, ...values])).rows);

async function converse(session: Session) {
  const { data } = await kit.ask(session, 'mutation { createConversation { conversation { id } } }');
  const conversationId = data.createConversation.conversation.id as string;
  return { conversationId, message: kit.ask(session, send, { input: { conversationId, question } }) };
}

/** A document of whose title, text, metadata, external id and earlier version each has the word. */
async function addWith(session: Session, word: string): Promise<string> {
  const document = { externalId: `id of ${word}`, title: `Refunds ${word}`, metadata: { about: word } };
  await kit.add(session, { ...document, content: `Invoices of ${word} are never refunded.` });
  await kit.indexAll(session);
  const content = `# ${word}\n\nInvoices of ${word} are refunded within 14 days.`;
  const { data } = await kit.add(session, { ...document, content });
  await kit.indexAll(session);
  return data.addDocuments.documents[0].id as string;
}

async function chunkIdsOf(session: Session, documentId: string): Promise<string[]> {
  const sql = 'SELECT id FROM knowledge.chunk WHERE organization_id = $1 AND document_id = $2';
  return (await system<{ id: string }>(session, sql, documentId)).map(({ id }) => id);
}

/** A second model is being filled, and has looked at everything up to now. */
async function fill(session: Session, between: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
  const db = kit.dbOf(session);
  await system(
    session,
    `INSERT INTO knowledge.vector_space (organization_id, model, state) VALUES ($1, $2, 'FILLING') ON CONFLICT DO NOTHING`,
    otherModel,
  );
  await beginFilling(db, otherModel);
  const looked = await nextToFill(db, { model: otherModel, limit: 100 });
  const vectors = looked.flatMap(({ missing }) =>
    missing ? [{ id: missing.id, contentHash: '00', vector: '[1,0,0]' }] : [],
  );
  await between();
  const to = looked.at(-1)?.id ?? newId();
  await saveFilled(db, { model: otherModel, dimensions: 3, vectors, to, chunks: vectors.length });
}

/** What everybody finds, whatever way they ask. */
async function found(session: Session, word: string, id: string): Promise<unknown[]> {
  const search = `query ($query: String!, $mode: SearchMode) {
    searchKnowledge(query: $query, mode: $mode, first: 50) { edges { node { text document { id } } } } }`;
  const answers = await Promise.all([
    ...['KEYWORD', 'VECTOR', 'HYBRID'].map((mode) => kit.ask(session, search, { query: `${word} invoices`, mode })),
    kit.ask(session, '{ documents { edges { node { id title similar { document { id title } } } } } }'),
    kit.ask(session, 'query ($q: String!) { askKnowledge(question: $q) { answer citations { quote } } }', {
      q: question,
    }),
    kit.ask(
      session,
      '{ conversations { edges { node { messages { edges { node { answer { answer citations { quote } } } } } } } } }',
    ),
    kit.ask(session, 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Document { id title } } }', {
      r: [{ __typename: 'Document', id }],
    }),
  ]);
  for (const { errors } of answers) expect(errors).toBeUndefined();
  return answers.filter(({ data }) => JSON.stringify(data).includes(word) || JSON.stringify(data).includes(id));
}

test('nothing of a deleted document is left, in no answer and in no table', async () => {
  const session = await kit.withHandbook();
  const word = unheardWord();
  const id = await addWith(session, word);
  const neighbour = await addWith(session, unheardWord());
  expect(await packPostings(kit.dbOf(session), { size: 2 })).toBe(2);
  await fill(session);
  const other = sessionOf({ organizationId: session.organizationId ?? '' });
  for (const person of [session, other]) expect((await (await converse(person)).message).errors).toBeUndefined();

  const chunkIds = await chunkIdsOf(session, id);
  const before = await findTraces(kit.pool, { ids: [id, ...chunkIds], words: [word] });
  // What looks everywhere is shown to see: this would fail if it looked nowhere.
  for (const place of [
    ...['document.id: id', 'document.title: word', 'document.external_id: word', 'document.metadata: word'],
    ...['document_version.content: word', 'chunk.text: word', 'embedding.chunk_id: id'],
    ...['message.answer: word', 'message.citations: id', 'message_source.document_id: id'],
  ]) {
    expect(before).toContain(`knowledge.${place}`);
  }
  expect(before.some((place) => place.includes('_posting.term: word'))).toBe(true);
  expect(await found(session, word, id)).not.toEqual([]);

  expect((await kit.ask(session, remove, { ids: [id] })).data).toEqual({ deleteDocuments: { deletedIds: [id] } });
  await expectForgotten(kit.pool, { ids: [id, ...chunkIds], words: [word] });
  for (const person of [session, other]) expect(await found(person, word, id)).toEqual([]);
  expect(await findTraces(kit.pool, { ids: [neighbour], words: [] })).toContain('knowledge.document.id: id');
});

test('a file goes with its document, and one that came twice with the last', async () => {
  const session = sessionOf();
  const word = unheardWord();
  const { authorization } = await internalHeaders(session);
  const upload = async (body: string) => {
    const headers = { authorization, 'content-type': 'text/plain' };
    const answer = await fetch(new URL(`/documents?externalId=file&title=${word}`, kit.url), {
      ...{ method: 'POST', headers, body },
    });
    expect(answer.status).toBe(201);
  };
  await upload(`Something of ${word}.`);
  await upload(`Something else of ${word}.`);
  const [row] = await system<{ id: string; files: string[] }>(
    session,
    `SELECT document_id AS id, array_agg(file_id) AS files FROM knowledge.document_version WHERE organization_id = $1 GROUP BY 1`,
  );
  if (!row) throw new Error('Nothing was uploaded.');
  expect(row.files).toHaveLength(2);
  expect(await findTraces(kit.pool, { ids: row.files, words: [word] })).toContain('knowledge.file_part.bytes: word');
  await kit.ask(session, remove, { ids: [row.id] });
  await expectForgotten(kit.pool, { ids: [row.id, ...row.files], words: [word] });
});

test('of several, all are deleted or none', async () => {
  const session = await kit.withHandbook();
  const stranger = await kit.withHandbook();
  const ids = async (of: Session): Promise<string[]> =>
    (await kit.ask(of, '{ documents { edges { node { id } } } }')).data.documents.edges.map(
      ({ node }: { node: { id: string } }) => node.id,
    );
  const mine = await ids(session);
  const [theirs] = await ids(stranger);
  for (const wrong of [theirs, newId(), 'nonsense']) {
    expect(codeOf(await kit.ask(session, remove, { ids: [...mine, wrong] }))).toBe('NOT_FOUND');
  }
  expect(codeOf(await kit.ask(session, remove, { ids: [] }))).toBe('BAD_USER_INPUT');
  expect(await ids(session)).toEqual(mine);
  const named = [...mine, ...mine.map((id) => id.toUpperCase())];
  expect((await kit.ask(session, remove, { ids: named })).data.deleteDocuments.deletedIds).toEqual(mine);
  expect(await ids(session)).toEqual([]);
  expect(await ids(stranger)).toHaveLength(3);
});

test('several who each delete many wait for each other, and lock nobody out', async () => {
  const session = sessionOf();
  const documents = Array.from({ length: 60 }, (_, index) => ({
    title: `Page ${String(index)}`,
    content: 'Some words.',
  }));
  const ids: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const { data } = await kit.add(session, ...documents);
    ids.push(...data.addDocuments.documents.map(({ id }: { id: string }) => id));
    await kit.indexAll(session);
  }
  expect(await packPostings(kit.dbOf(session), { size: 40 })).toBe(40);
  const answers = await Promise.all(
    [0, 1, 2].map((part) =>
      kit.ask(session, remove, { ids: ids.filter((_, index) => index % 3 === part).toReversed() }),
    ),
  );
  expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined, undefined]);
  await expectExactStatistics(kit.dbOf(session));
});

describe('while something else is under way', () => {
  let session: Session;
  let word: string;
  let id: string;
  let chunkIds: string[];
  beforeEach(async () => {
    session = await kit.withHandbook();
    word = unheardWord();
    id = await addWith(session, word);
    chunkIds = await chunkIdsOf(session, id);
  });
  const deleted = async () => {
    expect((await kit.ask(session, remove, { ids: [id] })).errors).toBeUndefined();
  };
  afterEach(async () => {
    busy.meanwhile = () => Promise.resolve();
    await expectForgotten(kit.pool, { ids: [id, ...chunkIds], words: [word] });
    expect(await found(session, word, id)).toEqual([]);
  });

  test('indexing of a new version', async () => {
    await kit.add(session, { externalId: `id of ${word}`, title: word, content: `Anew of ${word}.` });
    await Promise.all([kit.indexAll(session), deleted()]);
    await kit.indexAll(session);
  });

  test('packing', async () => {
    await Promise.all([packPostings(kit.dbOf(session), { size: 2 }), deleted()]);
    await packPostings(kit.dbOf(session), { size: 1 });
  });

  test('filling of another model, between reading the passages and writing their vectors', async () => {
    await fill(session, deleted);
  });

  test('an answer that was found before and is written after', async () => {
    const begun = Promise.withResolvers<undefined>();
    const until = Promise.withResolvers<undefined>();
    busy.meanwhile = () => {
      begun.resolve(undefined);
      return until.promise;
    };
    const { message } = await converse(session);
    await begun.promise;
    await deleted();
    until.resolve(undefined);
    const { data } = await message;
    expect(JSON.stringify(data ?? null)).not.toContain(word);
  });

  test('another who deletes it', async () => {
    const [one, two] = await Promise.all([
      kit.ask(session, remove, { ids: [id] }),
      kit.ask(session, remove, { ids: [id] }),
    ]);
    expect([codeOf(one), codeOf(two)].sort()).toEqual(['NOT_FOUND', undefined]);
  });
});
