import { signInternalToken } from '@prism/auth/internalToken';
import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { openSocket } from '@prism/testkit/apiClient';
import { createPick } from '@prism/testkit/createPick';
import { sessionOf, testTokenSecret } from '@prism/testkit/sessions';

import { announceIngestion, beginIndexing, failIndexing, saveProgress } from '../domain.ts';
import { storeDocuments } from '../document/storeDocuments.ts';
import { handbook, startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';

let kit: KnowledgeKit;
const clients: { dispose: () => void | Promise<void> }[] = [];
// Only wake-ups can be in time: a stream looks for itself after a minute.
beforeAll(async () => {
  kit = await startKnowledgeKit({ pollMs: 60_000 });
});
afterAll(async () => {
  for (const client of clients) await client.dispose();
  await kit.close();
});

interface Progress {
  readonly documentsTotal: number;
  readonly documentsDone: number;
  readonly documentsFailed: number;
  readonly documentsPending: number;
  readonly chunksTotal: number;
  readonly chunksDone: number;
  readonly failures: readonly { readonly title: string; readonly failureReason: string }[];
}

/** The states that a subscription tells, one by one. */
async function follow(session: Session, args = '') {
  const client = openSocket(kit.url, { token: await signInternalToken(testTokenSecret, session) });
  clients.push(client);
  const query = `subscription { ingestionProgress${args} {
    documentsTotal documentsDone documentsFailed documentsPending chunksTotal chunksDone failures { title failureReason } } }`;
  const stream = client.iterate<{ ingestionProgress: Progress }>({ query });
  const next = async (): Promise<Progress> => {
    const { value } = await stream.next();
    if (value?.errors) throw new AggregateError(value.errors);
    if (!value?.data) throw new Error('The stream ended.');
    return value.data.ingestionProgress;
  };
  /** Reads on until a state fulfils something; what comes in between is as it may be. */
  const untilState = async (holds: (state: Progress) => boolean): Promise<Progress> => {
    for (;;) {
      const state = await next();
      if (holds(state)) return state;
    }
  };
  return { next, untilState };
}

const announce = (session: Session) => {
  announceIngestion(kit.topics, String(session.organizationId));
};
const done = () => Promise.resolve(true);
const stateOf = (counts: Partial<Progress>) => ({
  ...{ documentsTotal: 0, documentsDone: 0, documentsFailed: 0, documentsPending: 0, chunksTotal: 0, chunksDone: 0 },
  ...{ failures: [], ...counts },
});

async function add(session: Session, ...documents: object[]): Promise<{ id: string; version: number }[]> {
  return (await kit.add(session, ...documents)).data.addDocuments.documents;
}

test('tells the state at once, and what becomes of documents, passage by passage', async () => {
  const session = sessionOf();
  const { next, untilState } = await follow(session);
  expect(await next()).toEqual(stateOf({}));

  const [long, bad] = await add(session, ...handbook);
  if (!long || !bad) throw new Error('Three documents were added.');
  expect(await untilState(({ documentsTotal }) => documentsTotal > 0)).toEqual(
    stateOf({ documentsTotal: 3, documentsPending: 3 }),
  );
  const db = kit.dbOf(session);
  await beginIndexing(db, { documentId: long.id, version: 1 });
  expect(await saveProgress(db, { documentId: long.id, version: 1, chunks: 300, embedded: 128 })).toBe(true);
  announce(session);
  expect(await untilState(({ chunksTotal }) => chunksTotal > 0)).toMatchObject({ chunksTotal: 300, chunksDone: 128 });

  await failIndexing(db, { documentId: bad.id, version: 1, reason: 'It is locked.' }, done);
  announce(session);
  expect(await untilState(({ documentsFailed }) => documentsFailed > 0)).toMatchObject({
    documentsPending: 2,
    failures: [{ title: 'Expenses', failureReason: 'It is locked.' }],
  });
  await kit.indexAll(session);
  announce(session);
  expect(await untilState(({ documentsPending }) => documentsPending === 0)).toMatchObject({
    ...{ documentsTotal: 3, documentsDone: 2, documentsFailed: 1, chunksTotal: 2, chunksDone: 2 },
  });
  await kit.ask(session, 'mutation ($id: ID!) { retryDocument(id: $id) { document { id } } }', { id: bad.id });
  expect(await untilState(({ documentsFailed }) => documentsFailed === 0)).toMatchObject({
    documentsPending: 1,
    failures: [],
  });
  await kit.ask(session, 'mutation ($id: ID!) { deleteDocument(id: $id) { deletedId } }', { id: long.id });
  expect(await untilState(({ documentsTotal }) => documentsTotal === 2)).toMatchObject({ chunksTotal: 1 });
});

test('a document that gets a new version is on its way again', async () => {
  const session = await kit.withHandbook();
  const { next, untilState } = await follow(session);
  expect(await next()).toMatchObject({ documentsDone: 3, documentsPending: 0, chunksTotal: 3, chunksDone: 3 });
  await add(session, { ...handbook[0], content: 'New rules.' });
  expect(await untilState(({ documentsPending }) => documentsPending === 1)).toMatchObject({
    ...{ documentsTotal: 3, documentsDone: 2, chunksTotal: 2, chunksDone: 2 },
  });
  const status = await kit.ask(session, '{ knowledgeStatus { documents chunks pending failed } }');
  expect(status.data.knowledgeStatus).toEqual({ documents: 3, chunks: 3, pending: 1, failed: 0 });
});

test('tells of nobody else’s documents, nor of those that were not asked for', async () => {
  const session = sessionOf();
  const other = sessionOf();
  const [one] = await add(session, ...handbook);
  if (!one) throw new Error('Documents were added.');
  const [foreign] = await add(other, ...handbook);
  const ids = JSON.stringify([one.id, foreign?.id, newId(), 'nonsense']);
  expect(await (await follow(session, `(filter: { documentIds: ${ids} })`)).next()).toEqual(
    stateOf({ documentsTotal: 1, documentsPending: 1 }),
  );
  expect(await (await follow(sessionOf())).next()).toEqual(stateOf({}));
  for (const batchId of [newId(), 'nonsense', '00000000-0000-0000-0000-000000000000']) {
    expect(await (await follow(session, `(filter: { batchId: "${batchId}" })`)).next()).toEqual(stateOf({}));
  }
});

test('tells at once when documents are moved out of sight, and when their collection is opened', async () => {
  const session = await kit.withHandbook();
  const organizationId = session.organizationId ?? '';
  const [named, admin] = [sessionOf({ organizationId }), sessionOf({ role: 'ADMIN', organizationId })];
  const made = await kit.ask(
    admin,
    `mutation { createCollection(input: { name: "Board", access: NAMED, memberIds: ["${named.actor.id}"] }) { collection { id } } }`,
  );
  const { id } = made.data.createCollection.collection;
  const { next, untilState } = await follow(session);
  expect((await next()).documentsTotal).toBe(3);
  const listed = await kit.ask(named, '{ documents(first: 1) { edges { node { id } } } }');
  await kit.ask(named, 'mutation ($input: MoveDocumentsInput!) { moveDocuments(input: $input) { documents { id } } }', {
    input: { documentIds: [listed.data.documents.edges[0].node.id], collectionId: id },
  });
  expect(await untilState(({ documentsTotal }) => documentsTotal < 3)).toMatchObject({ documentsDone: 2 });
  await kit.ask(
    admin,
    `mutation { updateCollection(input: { id: "${id}", access: EVERYBODY }) { collection { id } } }`,
  );
  expect(await untilState(({ documentsTotal }) => documentsTotal > 2)).toMatchObject({ documentsDone: 3 });
});

test('a batch is counted by itself', async () => {
  const session = sessionOf();
  const batchId = newId();
  await add(session, { title: 'Alone', content: 'Not of the batch.' });
  const documents = [1, 2].map((number) => ({
    ...{
      id: newId(),
      externalId: `b${String(number)}`,
      title: 'Batch',
      content: `Page ${String(number)}.`,
      fileId: null,
    },
    ...{ contentType: 'text/plain', contentHash: `0${String(number)}`, metadata: null },
  }));
  await kit
    .dbOf(session)
    .transact((tx) => storeDocuments(tx, String(session.organizationId), { documents, createdBy: null, batchId }));
  const { next, untilState } = await follow(session, `(filter: { batchId: "${batchId}" })`);
  expect(await next()).toEqual(stateOf({ documentsTotal: 2, documentsPending: 2 }));
  await kit.indexAll(session);
  announce(session);
  expect(await untilState(({ documentsPending }) => documentsPending === 0)).toEqual(
    stateOf({ documentsTotal: 2, documentsDone: 2, chunksTotal: 2, chunksDone: 2 }),
  );
});

test('a burst is told at most four times a second, and its end is told', async () => {
  const session = sessionOf();
  const { next } = await follow(session);
  expect((await next()).documentsTotal).toBe(0);
  const began = performance.now();
  const states: Progress[] = [];
  const writing = (async () => {
    for (let index = 0; index < 40; index += 1) await add(session, { title: `T${String(index)}`, content: 'x' });
  })();
  while (states.at(-1)?.documentsTotal !== 40) states.push(await next());
  await writing;
  expect(states.length).toBeLessThanOrEqual((performance.now() - began) / 250 + 2);
});

test('is refused without an organization, without the right, and with too many ids', async () => {
  const session = sessionOf();
  for (const other of [
    { ...session, organizationId: null },
    { ...session, scopes: [] },
  ]) {
    const { next } = await follow(other);
    await expect(next()).rejects.toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  }
  const { next } = await follow(session, '(filter: { documentIds: [] })');
  await expect(next()).rejects.toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
});

test('counters equal a recount after any adds, versions, failures and deletes', async () => {
  const session = sessionOf();
  const db = kit.dbOf(session);
  const pick = createPick(3);
  for (let round = 0; round < 8; round += 1) {
    const ids = [...new Set(Array.from({ length: 6 }, () => String(pick(9))))];
    const added = await add(
      session,
      ...ids.map((externalId) => ({ externalId, title: 'T', content: `Words ${String(pick(3))}.` })),
    );
    const [gone, failing] = [added[0], added[1]];
    await Promise.all([
      kit.indexAll(session),
      failing && failIndexing(db, { documentId: failing.id, version: failing.version, reason: 'No.' }, done),
      kit.ask(session, 'mutation ($id: ID!) { deleteDocument(id: $id) { deletedId } }', { id: gone?.id }),
    ]);
    const { rows } = await db.read((tx) =>
      tx.query<{ counted: object; recount: object }>(
        `SELECT (SELECT to_json(c) FROM (
             SELECT sum(documents) AS documents, sum(ready) AS ready, sum(failed) AS failed, sum(chunks) AS chunks,
               sum(ready_chunks) AS ready_chunks
             FROM knowledge.document_count WHERE organization_id = $1) AS c) AS counted,
           (SELECT to_json(c) FROM (
             SELECT count(*) AS documents, count(*) FILTER (WHERE status = 'READY') AS ready,
               count(*) FILTER (WHERE status = 'FAILED') AS failed, coalesce(sum(chunk_count), 0) AS chunks,
               coalesce(sum(chunk_count) FILTER (WHERE status = 'READY'), 0) AS ready_chunks
             FROM knowledge.document WHERE organization_id = $1) AS c) AS recount`,
        [session.organizationId],
      ),
    );
    expect(rows[0]?.counted).toEqual(rows[0]?.recount);
  }
});
