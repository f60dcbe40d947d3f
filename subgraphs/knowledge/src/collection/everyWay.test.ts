import { signInternalToken } from '@prism/auth/internalToken';
import type { Session } from '@prism/auth/session';
import { openSocket } from '@prism/testkit/apiClient';
import { sessionOf, testTokenSecret } from '@prism/testkit/sessions';

import { createHiddenWorld, hiddenQuestion as question, type HiddenWorld } from '../testing/hiddenWorld.ts';
import { startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';
import { waysToRead } from '../testing/waysToRead.ts';

// Every way to read, by everybody: a field that somebody adds to the schema fails here until it has a case.

let kit: KnowledgeKit;
let world: HiddenWorld;
beforeAll(async () => {
  kit = await startKnowledgeKit();
  world = await createHiddenWorld(kit);
});
afterAll(() => kit.close());

/** How something is read; what shows that it was, when that is not the word; and who may see it all the same. */
interface Way {
  readonly read: (session: Session) => Promise<unknown>;
  readonly shows?: RegExp;
  readonly nothing?: true;
  readonly managers?: true;
}

const query = (text: string, variables: () => Record<string, unknown> = () => ({})): Way => ({
  read: (session) => kit.ask(session, text, variables()),
});
const entity = (representation: () => object, fields: string): Way =>
  query(`query ($r: [_Any!]!) { _entities(representations: $r) { __typename ${fields} } }`, () => ({
    r: [representation()],
  }));
const ofOpen = (fields: string): Way =>
  query(`query ($id: ID!) { document(id: $id) { title ${fields} } }`, () => ({ id: world.openId }));
const ofHidden = (fields: string): Way =>
  query(`query ($id: ID!) { document(id: $id) { ${fields} } }`, () => ({ id: world.hiddenId }));

const message = 'question answer { answer citations { quote chunk { text document { title } } } }';
const crawlFields = 'url pages { edges { node { url document { title } } } }';
const expected = 'questions { edges { node { expected { document { title } } } } }';
const search = `query ($q: String!, $c: [ID!]) {
  ${['KEYWORD', 'VECTOR', 'HYBRID']
    .flatMap((mode) =>
      ['', ', diversity: 0.5', ', rerank: true', ', filter: { collections: $c }'].map(
        (more, index) => `${mode}${String(index)}: searchKnowledge(query: $q, mode: ${mode}, first: 50${more}) {
          edges { node { text headingPath document { title } } } }`,
      ),
    )
    .join('\n')} }`;

async function events(session: Session, operation: string, variables: Record<string, unknown> = {}, most = 100) {
  const socket = openSocket(kit.url, { token: await signInternalToken(testTokenSecret, session) });
  const heard: unknown[] = [];
  try {
    for await (const event of socket.iterate({ query: operation, variables })) {
      heard.push(event);
      if (heard.length === most) break;
    }
  } catch (error) {
    heard.push(error);
  } finally {
    await socket.dispose();
  }
  return heard;
}

const ways: Readonly<Record<string, Way>> = {
  'Query.document': ofHidden('id title externalId metadata'),
  'Query.documents': query(
    '{ documents { edges { node { id title externalId metadata failureReason waitingReason } } } }',
  ),
  'Query.documentVersion': query(
    'query ($id: ID!) { documentVersion(documentId: $id, version: 1) { title content text metadata } }',
    () => ({ id: world.hiddenId }),
  ),
  'Query.knowledgeStatus': {
    ...query('{ knowledgeStatus { documents chunks failed } }'),
    shows: /"(documents|chunks)":[2-9]|"failed":[1-9]/,
  },
  'Query.searchKnowledge': query(search, () => ({ q: `${world.word} invoices refunded`, c: [world.collectionId] })),
  'Query.askKnowledge': query(
    'query ($q: String!) { askKnowledge(question: $q) { answer citations { quote chunk { text } } } }',
    () => ({ q: question }),
  ),
  'Query.unansweredQuestions': { ...query('{ unansweredQuestions { edges { node { question } } } }'), nothing: true },
  'Query.knowledgeUsage': {
    ...query(
      'query ($from: DateTime!, $to: DateTime!) { knowledgeUsage(from: $from, to: $to) { __typename } }',
      () => ({
        from: '2026-01-01T00:00:00Z',
        to: '2026-01-02T00:00:00Z',
      }),
    ),
    nothing: true,
  },
  'Query.collections': { ...query('{ collections { name } }'), managers: true },
  'Query.collection': {
    ...query('query ($id: ID!) { collection(id: $id) { name } }', () => ({ id: world.collectionId })),
    managers: true,
  },
  'Query.conversations': query(
    `{ conversations { edges { node { title messages { edges { node { ${message} } } } } } } }`,
  ),
  'Query.conversation': query(
    `query ($id: ID!) { conversation(id: $id) { title messages { edges { node { ${message} } } } } }`,
    () => ({ id: world.conversationId }),
  ),
  'Query.crawl': query(`query ($id: ID!) { crawl(id: $id) { ${crawlFields} } }`, () => ({ id: world.crawlId })),
  'Query.crawls': query(`{ crawls { edges { node { ${crawlFields} } } } }`),
  'Query.evaluationSet': query(`query ($id: ID!) { evaluationSet(id: $id) { name ${expected} } }`, () => ({
    id: world.setId,
  })),
  'Query.evaluationSets': query(`{ evaluationSets { edges { node { name ${expected} } } } }`),
  'Query.evaluationRun': query(
    `query ($id: ID!) { evaluationRun(id: $id) { results { edges { node { question { expected { document { title } } } } } } } }`,
    () => ({ id: world.runId }),
  ),
  'Subscription.ingestionProgress': {
    read: (session) =>
      events(
        session,
        'subscription { ingestionProgress { documentsTotal chunksTotal documentsFailed failures { title } } }',
        ...[{}, 1],
      ),
    shows: /"(documents|chunks)Total":[2-9]|"documentsFailed":[1-9]|"title"/,
  },
  'Subscription.answerStream': {
    read: (session) =>
      events(
        session,
        'subscription ($q: String!) { answerStream(question: $q) { text answer { answer citations { quote } } } }',
        { q: question },
      ),
  },
  'Document.collection': ofHidden('collection { name }'),
  'Document.versions': ofHidden('versions { edges { node { title content text } } }'),
  'Document.similar': ofOpen('similar { document { title } }'),
  'Document.nearDuplicates': ofOpen('nearDuplicates { document { title } }'),
  '_entities.Document': entity(
    () => ({ __typename: 'Document', id: world.hiddenId }),
    '... on Document { title similar { document { id } } }',
  ),
  '_entities.Chunk': entity(() => ({ __typename: 'Chunk', id: world.chunkId }), '... on Chunk { text headingPath }'),
};

/** Whether somebody is shown something of what is hidden: its word, or that it is there at all. */
async function sees(session: Session, { read, shows }: Way): Promise<boolean> {
  const answer = JSON.stringify(await read(session));
  expect(answer).not.toMatch(/INTERNAL_SERVER_ERROR|GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT/);
  if (!/NOT_FOUND|FORBIDDEN/.test(answer)) expect(answer).not.toContain('"errors"');
  return (shows ?? new RegExp(world.word)).test(answer);
}

test('every way to read has a case', () => {
  expect(Object.keys(ways).sort()).toEqual(waysToRead());
});

const names = Object.keys(ways);
const caseOf = (name: string): Way => ways[name] ?? { read: () => Promise.reject(new Error(name)) };

test.each(names)('%s: who is named sees it', async (name) => {
  const way = caseOf(name);
  expect(await sees(world.named, way)).toBe(way.nothing !== true);
});

describe.each<[string, () => Session]>([
  ['another member', () => sessionOf({ organizationId: world.organizationId })],
  ['a viewer', () => sessionOf({ organizationId: world.organizationId, role: 'VIEWER' })],
  ['an administrator who is not named', () => sessionOf({ organizationId: world.organizationId, role: 'ADMIN' })],
  ['an owner who is not named', () => sessionOf({ organizationId: world.organizationId, role: 'OWNER' })],
  [
    'an API key, even with the id of who is named',
    () => ({
      ...world.named,
      actor: { type: 'apiKey', id: world.named.actor.id },
      role: null,
    }),
  ],
  ['a service', () => ({ ...world.named, actor: { type: 'system', id: 'gateway' }, role: null })],
  ['who is named, in another organization', () => sessionOf({ userId: world.named.actor.id })],
])('%s', (_who, session) => {
  test.each(names)('%s', async (name) => {
    const way = caseOf(name);
    const isManager = way.managers === true && session().scopes.includes('knowledge:admin');
    expect(await sees(session(), way)).toBe(isManager);
  });
});

describe('who is not named any more', () => {
  const setAccess = (input: object) =>
    kit.ask(
      sessionOf({ role: 'ADMIN', organizationId: world.organizationId }),
      'mutation ($input: UpdateCollectionInput!) { updateCollection(input: $input) { collection { id } } }',
      { input: { id: world.collectionId, ...input } },
    );
  beforeAll(() => setAccess({ memberIds: [], roles: ['VIEWER'] }));

  test.each(names)('%s', async (name) => {
    expect(await sees(world.named, caseOf(name))).toBe(false);
  });

  // The conversations are who began them, whatever role they have.
  test.each(names)('%s: comes back with the role that is named', async (name) => {
    const way = caseOf(name);
    expect(await sees({ ...world.named, role: 'VIEWER' }, way)).toBe(way.nothing !== true);
  });
});
