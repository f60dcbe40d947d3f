import { randomUUID } from 'node:crypto';
import { ask, openSocket, send, type Answer, type Identity } from '@prism/testkit/apiClient';
import { createTenant, stackUrl, type Person, type Tenant } from '@prism/testkit/people';
import { until } from '@prism/testkit/until';
import { run } from './world.ts';

// Two members with the same role and scopes, of whom one may read a collection. The gateway lets callers share what is the same
// for them: what is said of documents is not, however alike and at whatever moment they ask.

const title = `Merger ${randomUUID().slice(0, 8)}`;
const sockets: ReturnType<typeof openSocket>[] = [];
let tenant: Tenant;
let named: Person & Identity;
let other: Person & Identity;
let documentId: string;

beforeAll(async () => {
  tenant = await createTenant();
  const { owner } = tenant;
  [named, other] = await Promise.all([tenant.invite('Named', 'MEMBER'), tenant.invite('Other', 'MEMBER')]);
  const { createCollection } = await ask<{ createCollection: { collection: { id: string } } }>(stackUrl(), owner, {
    query: 'mutation ($input: CreateCollectionInput!) { createCollection(input: $input) { collection { id } } }',
    variables: { input: { name: 'Board', access: 'NAMED', memberIds: [owner.id, named.id] } },
  });
  const collectionId = createCollection.collection.id;
  const { addDocuments } = await run<{ addDocuments: { documents: { id: string }[] } }>('AddDocuments', owner, {
    input: { collectionId, documents: [{ title, content: `${title} is planned for spring.` }] },
  });
  documentId = addDocuments.documents[0]?.id ?? '';
  await until(
    async () =>
      (await run<{ document: { status: string } }>('Document', owner, { id: documentId })).document.status === 'READY',
  );
});
afterAll(async () => {
  for (const socket of sockets) await socket.dispose();
});

/** The next answer of a subscription, again and again, as it came. */
function listen(as: Identity, query: string, variables: Record<string, unknown> = {}): () => Promise<string> {
  const socket = openSocket(stackUrl(), as);
  sockets.push(socket);
  const events = socket.iterate({ query, variables });
  return async () => JSON.stringify((await events.next()).value);
}

test('taskChanged shows the documents of a task to whom they may be shown', async () => {
  const query = `subscription ($after: String) { taskChanged(after: $after) {
    cursor task { title documents { title status createdBy { displayName } } } } }`;
  const { taskChangeCursor: after } = await ask<{ taskChangeCursor: string }>(stackUrl(), named, {
    query: '{ taskChangeCursor }',
  });
  const listeners = [named, other, named, other].map((as) => ({ as, next: listen(as, query, { after }) }));
  for (const step of ['Sign', 'Announce', 'Celebrate']) {
    await run('CreateTask', tenant.owner, { input: { title: step, documentIds: [documentId] } });
    for (const { as, next } of listeners) {
      const event = await next();
      expect(event).toContain(step);
      expect({ as: as === named, event: event.includes(title) }).toEqual({ as: as === named, event: as === named });
    }
  }
});

test('ingestionProgress counts the documents that one may read', async () => {
  const query = 'subscription { ingestionProgress { documentsTotal chunksTotal } }';
  const listeners = [other, named, other, named].map((as) => ({ as, next: listen(as, query) }));
  for (const { as, next } of listeners)
    expect(await next()).toContain(as === named ? '"documentsTotal":1' : '"documentsTotal":0');
});

test.each<[string, string, () => Record<string, unknown>]>([
  ['documents', '{ documents { edges { node { title } } } }', () => ({})],
  ['tasks', '{ tasks { edges { node { documents { title } } } } }', () => ({})],
  [
    'a document',
    'query ($id: ID!) { document(id: $id) { title versions { edges { node { content } } } } }',
    () => ({ id: documentId }),
  ],
  [
    'a search',
    'query ($q: String!) { searchKnowledge(query: $q) { edges { node { text } } } }',
    () => ({ q: 'planned spring' }),
  ],
  [
    'an answer',
    'query ($q: String!) { askKnowledge(question: $q) { citations { quote } } }',
    () => ({ q: 'What is planned for spring?' }),
  ],
])('%s that both ask for at once', async (_what, query, variables) => {
  const askers = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? named : other));
  const asked = { query, variables: variables() };
  const answers = await Promise.all(askers.map((as): Promise<Answer> => send(stackUrl(), as, asked)));
  const shown = answers.map((answer) => JSON.stringify(answer).includes(title));
  expect(shown).toEqual(askers.map((as) => as === named));
});
