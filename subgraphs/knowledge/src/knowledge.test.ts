import { createOfflineChat } from '@prism/ai/offlineChat';
import { createOfflineEmbeddings } from '@prism/ai/offlineEmbeddings';
import { createOpenAiChat } from '@prism/ai/openAiChat';
import { tokenize } from '@prism/ai/tokenize';
import { scopesOfRole, type Role } from '@prism/auth/scopes';
import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { withTransaction } from '@prism/db/transaction';
import type { RunningSubgraph } from '@prism/graphql-kit/subgraphServer';
import { createTenantDb } from '@prism/queue/tenantDb';
import { createLogger } from '@prism/telemetry/logger';
import { startFakeOpenAi, type FakeOpenAi } from '@prism/testkit/fakeOpenAi';
import { internalHeaders, sessionOf, testTokenSecret } from '@prism/testkit/sessions';
import { testPool, testTopics } from '@prism/testkit/testDeps';

import { vectorText } from './chunk/vectorText.ts';
import { beginIndexing, failIndexing, finishIndexing, type IndexedChunk } from './domain.ts';
import { createKnowledgeSubgraph } from './server.ts';

const pool = testPool();
const topics = testTopics();
const embeddings = createOfflineEmbeddings();
let peer: FakeOpenAi;
let server: RunningSubgraph;
let remote: RunningSubgraph;

beforeAll(async () => {
  peer = await startFakeOpenAi();
  const deps = { pool, topics, internalTokenSecret: testTokenSecret, port: 0, log: createLogger('test', 'silent') };
  server = await createKnowledgeSubgraph({ ...deps, ai: { embeddings, chat: createOfflineChat() } });
  const chat = createOpenAiChat({ apiKey: 'k', baseUrl: peer.baseUrl, model: 'fake', timeoutMs: 300 });
  remote = await createKnowledgeSubgraph({ ...deps, ai: { embeddings, chat } });
});
afterAll(async () => {
  await server.close();
  await remote.close();
  await peer.close();
  await topics.close();
  await pool.end();
});

// What comes over the wire is looked at by the assertions.
/* eslint-disable @typescript-eslint/no-explicit-any */
type Answer = { data: any; errors?: { message: string; extensions: { code: string; fields?: { path: string }[] } }[] };

async function ask(session: Session, query: string, variables: object = {}, url = server.url): Promise<Answer> {
  const headers = await internalHeaders(session);
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return (await response.json()) as Answer;
}

const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;
const pathsOf = ({ errors }: Answer) => errors?.[0]?.extensions.fields?.map(({ path }) => path);

const addOperation = `mutation ($input: AddDocumentsInput!) {
  addDocuments(input: $input) { documents { id externalId title status version createdBy { id } } }
}`;
const add = (session: Session, ...documents: object[]) => ask(session, addOperation, { input: { documents } });
const statusOperation = '{ knowledgeStatus { documents chunks pending failed } }';
const searchOperation = `query ($query: String!, $first: Int, $after: String, $mode: SearchMode) {
  searchKnowledge(query: $query, first: $first, after: $after, mode: $mode) {
    edges { cursor score node { id text headingPath document { id externalId title } } } pageInfo { hasNextPage endCursor }
  }
}`;
const askOperation = `query ($question: String!) {
  askKnowledge(question: $question) { answered answer model citations { quote chunk { id text document { externalId } } } }
}`;

const tenantDb = ({ organizationId }: Session) =>
  createTenantDb({ pool, topics }, { role: 'prism_knowledge', organizationId });

/** One chunk a document: what a worker makes of short texts. */
async function indexAll(session: Session): Promise<void> {
  const db = tenantDb(session);
  const { rows } = await db.read((tx) =>
    tx.query<{ documentId: string; version: number }>(
      `SELECT id AS "documentId", version FROM knowledge.document
       WHERE organization_id = $1 AND status IN ('PENDING', 'INDEXING') ORDER BY id`,
      [session.organizationId],
    ),
  );
  await Promise.all(rows.map((version) => indexOne(session, version)));
}

async function indexOne(session: Session, version: { documentId: string; version: number }): Promise<void> {
  const db = tenantDb(session);
  const document = await beginIndexing(db, version);
  if (!document) return;
  const chunk = await toChunk(document.title, document.content);
  await finishIndexing(db, { ...version, model: embeddings.model, text: null, chunks: [chunk] }, () =>
    Promise.resolve(true),
  );
}

async function toChunk(title: string, text: string): Promise<IndexedChunk> {
  const all = tokenize(`${title}\n${text}`);
  const terms = [...new Set(all)];
  const [vector] = await embeddings.embed([`${title}\n${text}`]);
  return {
    id: newId(),
    ordinal: 0,
    text,
    headingPath: [],
    startOffset: 0,
    endOffset: text.length,
    terms,
    frequencies: terms.map((term) => all.filter((other) => other === term).length),
    length: all.length,
    contentHash: '00',
    vector: vectorText(vector ?? []),
  };
}

const handbook = [
  { externalId: 'leave', title: 'Leave', content: 'Everybody has 30 days of holiday in a year.' },
  {
    externalId: 'money',
    title: 'Expenses',
    content: 'Expenses are refunded within 14 days. Send receipts to finance.',
  },
  {
    externalId: 'trains',
    title: 'Travel',
    content: 'Trains are preferred to planes. Tickets are booked by the office.',
  },
];

async function withHandbook(): Promise<Session> {
  const session = sessionOf();
  await add(session, ...handbook);
  await indexAll(session);
  return session;
}

describe('addDocuments', () => {
  it('stores in the order of the input, with one job a document and its author', async () => {
    const session = sessionOf();
    const { data } = await add(session, ...handbook, { title: 'No external id', content: 'x' });
    const documents = data.addDocuments.documents;
    expect(documents.map(({ title }: { title: string }) => title)).toEqual([
      'Leave',
      'Expenses',
      'Travel',
      'No external id',
    ]);
    expect(documents[0]).toMatchObject({ status: 'PENDING', version: 1, createdBy: { id: session.actor.id } });
    const { rows } = await tenantDb(session).read((tx) =>
      tx.query<{ job: string; n: number }>(
        'SELECT job, count(*)::int AS n FROM outbox.message WHERE organization_id = $1 GROUP BY job ORDER BY job',
        [session.organizationId],
      ),
    );
    expect(rows).toContainEqual({ job: 'indexDocument', n: 4 });
  });

  it('replaces by externalId, leaves the unchanged alone, and takes up the failed again', async () => {
    const session = await withHandbook();
    const again = await add(session, handbook[0]!, { ...handbook[1]!, content: 'New rules.' });
    expect(again.data.addDocuments.documents).toMatchObject([
      { status: 'READY', version: 1 },
      { status: 'PENDING', version: 2 },
    ]);
    const documentId = again.data.addDocuments.documents[1].id as string;
    await failIndexing(tenantDb(session), { documentId, version: 2, reason: 'No luck.' }, () => Promise.resolve(true));
    const failed = await ask(session, 'query ($id: ID!) { document(id: $id) { status failureReason } }', {
      id: documentId,
    });
    expect(failed.data.document).toEqual({ status: 'FAILED', failureReason: 'No luck.' });
    const third = await add(session, { ...handbook[1]!, content: 'New rules.' });
    expect(third.data.addDocuments.documents).toMatchObject([{ status: 'PENDING', version: 3 }]);
  });

  it('names no author for an API key', async () => {
    const session: Session = { ...sessionOf(), actor: { type: 'apiKey', id: newId() } };
    const { data } = await add(session, handbook[0]!);
    expect(data.addDocuments.documents[0].createdBy).toBeNull();
  });

  const fine = { title: 'T', content: 'c' };
  it.each<[string, object[], string[]]>([
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
    const answer = await add(session, ...documents);
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    expect(pathsOf(answer)).toEqual(paths);
    expect((await ask(session, statusOperation)).data.knowledgeStatus.documents).toBe(0);
  });
});

describe('searchKnowledge', () => {
  it.each(['HYBRID', 'VECTOR', 'KEYWORD'])('finds the best passage first, with falling scores (%s)', async (mode) => {
    const { data } = await ask(await withHandbook(), searchOperation, {
      query: 'refunded expenses and receipts',
      mode,
    });
    const edges = data.searchKnowledge.edges as { score: number; node: { document: { externalId: string } } }[];
    expect(edges[0]?.node.document.externalId).toBe('money');
    edges.forEach(({ score }, index) => expect(score).toBeLessThan(edges[index - 1]?.score ?? Infinity));
  });

  it('lets scores fall also where passages tie, and pages without gap or repetition', async () => {
    const session = sessionOf();
    await add(session, ...Array.from({ length: 30 }, () => ({ title: 'Same', content: 'The very same words.' })));
    await indexAll(session);
    const seen: { id: string; score: number }[] = [];
    let after: string | null = null;
    do {
      const { data }: Answer = await ask(session, searchOperation, { query: 'same words', first: 7, after });
      seen.push(...data.searchKnowledge.edges.map((edge: any) => ({ id: edge.node.id, score: edge.score })));
      after = data.searchKnowledge.pageInfo.hasNextPage ? data.searchKnowledge.pageInfo.endCursor : null;
    } while (after !== null);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(30);
    expect(seen).toHaveLength(30);
    seen.forEach(({ score }, index) => expect(score).toBeLessThan(seen[index - 1]?.score ?? Infinity));
  });

  it.each([
    [{ query: '' }, 'query'],
    [{ query: '  ' }, 'query'],
    [{ query: 'x'.repeat(2_001) }, 'query'],
    [{ query: 'x', first: 51 }, 'first'],
    [{ query: 'x', first: 0 }, 'first'],
    [{ query: 'x', after: 'nonsense' }, 'after'],
  ])('refuses %j', async (variables, path) => {
    const answer = await ask(sessionOf(), searchOperation, variables);
    expect([codeOf(answer), pathsOf(answer)]).toEqual(['BAD_USER_INPUT', [path]]);
  });

  it.each(['the', '—', '北京', "'; DROP TABLE knowledge.document; --"])(
    'finds nothing for %s without complaint',
    async (query) => {
      const answer = await ask(await withHandbook(), searchOperation, { query, mode: 'KEYWORD' });
      expect(answer.data.searchKnowledge.edges).toEqual([]);
    },
  );
});

describe('askKnowledge', () => {
  it('answers with quotes that stand in the passages, or says that there is no answer', async () => {
    const session = await withHandbook();
    const { data } = await ask(session, askOperation, { question: 'Within how many days are expenses refunded?' });
    expect(data.askKnowledge).toMatchObject({ answered: true, model: expect.stringContaining('offline') });
    for (const { quote, chunk } of data.askKnowledge.citations) expect(chunk.text).toContain(quote);
    const none = await ask(session, askOperation, { question: 'Who invented the telescope in Holland?' });
    expect(none.data.askKnowledge).toMatchObject({ answered: false, citations: [] });
    const empty = await ask(sessionOf(), askOperation, { question: 'Anything?' });
    expect(empty.data.askKnowledge).toMatchObject({ answered: false, citations: [] });
  });

  it('drops quotes that a model made up; with none left there is no answer', async () => {
    const session = await withHandbook();
    const question = 'When are expenses refunded?';
    const say = (...quotes: string[]) =>
      peer.say(
        JSON.stringify({ answered: true, answer: 'Soon.', quotes: quotes.map((quote) => ({ source: 1, quote })) }),
      );
    say('“Expenses are   refunded\nwithin 14 days.”', 'Expenses are never refunded.');
    const { data } = await ask(session, askOperation, { question }, remote.url);
    expect(data.askKnowledge).toMatchObject({ answered: true, answer: 'Soon.', model: 'fake' });
    expect(data.askKnowledge.citations.map(({ quote }: { quote: string }) => quote)).toEqual([
      'Expenses are refunded within 14 days.',
    ]);
    say('Expenses are never refunded.', 'are');
    const invented = await ask(session, askOperation, { question }, remote.url);
    expect(invented.data.askKnowledge).toMatchObject({ answered: false, citations: [] });
    peer.say(null);
  });

  it('is UPSTREAM_UNAVAILABLE when the provider is', async () => {
    const session = await withHandbook();
    for (const how of [{ kind: 'status', status: 500 }, { kind: 'slow', ms: 1_000 }, { kind: 'notJson' }] as const) {
      peer.misbehave(how);
      expect(codeOf(await ask(session, askOperation, { question: 'Expenses?' }, remote.url))).toBe(
        'UPSTREAM_UNAVAILABLE',
      );
    }
  });
});

describe('documents', () => {
  it('are listed newest first, resolved as entities, and like one another', async () => {
    const session = await withHandbook();
    const list = `query ($after: String) { documents(first: 2, after: $after) { edges { node { id title } } pageInfo { hasNextPage endCursor } } }`;
    const first = (await ask(session, list)).data.documents;
    const rest = (await ask(session, list, { after: first.pageInfo.endCursor })).data.documents;
    const titles = [...first.edges, ...rest.edges].map((edge: any) => edge.node.title);
    expect(titles).toEqual(['Travel', 'Expenses', 'Leave']);

    const id = first.edges[0].node.id as string;
    const entities = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Document { title } } }`;
    const representations = [id, newId(), 'nonsense'].map((key) => ({ __typename: 'Document', id: key }));
    expect((await ask(session, entities, { r: representations })).data._entities).toEqual([
      { title: 'Travel' },
      null,
      null,
    ]);

    const similar = `query ($id: ID!) { document(id: $id) { similar(first: 2) { score document { id } } } }`;
    const others = (await ask(session, similar, { id })).data.document.similar;
    expect(others).toHaveLength(2);
    expect(others.map((other: any) => other.document.id)).not.toContain(id);
  });

  it('are deleted with everything that was made of them', async () => {
    const session = await withHandbook();
    const { data } = await ask(session, '{ documents { edges { node { id } } } }');
    for (const { node } of data.documents.edges) {
      const deleted = await ask(session, 'mutation ($id: ID!) { deleteDocument(id: $id) { deletedId } }', {
        id: node.id,
      });
      expect(deleted.data.deleteDocument.deletedId).toBe(node.id);
    }
    await expectExactStatistics(session);
    for (const table of ['document', 'chunk', 'embedding', 'posting']) expect(await countRows(session, table)).toBe(0);
    expect((await ask(session, statusOperation)).data.knowledgeStatus).toEqual({
      documents: 0,
      chunks: 0,
      pending: 0,
      failed: 0,
    });
  });
});

async function countRows({ organizationId }: Session, table: string): Promise<number | undefined> {
  const scope = { role: 'prism_knowledge', organizationId } as const;
  const sql = `SELECT count(*)::int AS n FROM knowledge.${table}`;
  return (await withTransaction(pool, scope, (tx) => tx.query<{ n: number }>(sql))).rows[0]?.n;
}

/** Statistics and postings as kept, and as a recount of the passages gives them. */
async function expectExactStatistics(session: Session): Promise<void> {
  const read = <R>(sql: string) =>
    tenantDb(session).read(async (tx) => (await tx.query<R>(sql, [session.organizationId])).rows);
  const chunks = await read<{ id: string; title: string; text: string }>(
    `SELECT c.id, d.title, c.text FROM knowledge.chunk c
     JOIN knowledge.document d ON d.organization_id = c.organization_id AND d.id = c.document_id WHERE c.organization_id = $1`,
  );
  const recount = new Map<string, number>();
  let terms = 0;
  for (const { id, title, text } of chunks) {
    for (const term of tokenize(`${title}\n${text}`)) {
      terms += 1;
      recount.set(`${id} ${term}`, (recount.get(`${id} ${term}`) ?? 0) + 1);
    }
  }
  expect(
    await read(
      `SELECT coalesce(sum(chunks), 0)::int AS chunks, coalesce(sum(terms), 0)::int AS terms, coalesce(min(chunks), 0)::int >= 0 AS fine
       FROM knowledge.statistic WHERE organization_id = $1`,
    ),
  ).toEqual([{ chunks: chunks.length, terms, fine: true }]);
  const postings = await read<{ key: string; tf: number }>(
    `SELECT chunk_id || ' ' || term AS key, tf FROM knowledge.posting WHERE organization_id = $1`,
  );
  expect(new Map(postings.map(({ key, tf }) => [key, tf]))).toEqual(recount);
}

describe('statistics', () => {
  it('equal a recount after any adds, changes and deletes, by several workers at once', async () => {
    const session = sessionOf();
    const words = ['apple', 'banana', 'cherry', 'date', 'elder', 'fig', 'grape'];
    let seed = 7;
    const pick = (below: number) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) % below;
    for (let round = 0; round < 6; round += 1) {
      const ids = [...new Set(Array.from({ length: 8 }, () => String(pick(12))))];
      const documents = ids.map((externalId) => ({
        externalId,
        title: words[pick(7)],
        content: Array.from({ length: 1 + pick(60) }, () => words[pick(words.length)]).join(' '),
      }));
      const { data } = await add(session, ...documents);
      const gone = data.addDocuments.documents[pick(ids.length)].id as string;
      await Promise.all([
        indexAll(session),
        ask(session, 'mutation ($id: ID!) { deleteDocument(id: $id) { deletedId } }', { id: gone }),
      ]);
      await expectExactStatistics(session);
    }
  });
});

describe('who may', () => {
  it.each<[Role, string | undefined]>([
    ['VIEWER', 'FORBIDDEN'],
    ['MEMBER', undefined],
  ])('%s adds: %s', async (role, code) => {
    expect(codeOf(await add(sessionOf({ role }), handbook[0]!))).toBe(code);
  });

  it('a key without knowledge:read searches and reads nothing', async () => {
    const member = await withHandbook();
    const session: Session = { ...member, scopes: scopesOfRole.MEMBER.filter((scope) => scope !== 'knowledge:read') };
    for (const operation of [
      statusOperation,
      '{ documents { edges { node { id } } } }',
      '{ searchKnowledge(query: "x") { edges { score } } }',
    ]) {
      expect(codeOf(await ask(session, operation))).toBe('FORBIDDEN');
    }
  });

  it('nobody without an organization', async () => {
    expect(codeOf(await ask({ ...sessionOf(), organizationId: null }, statusOperation))).toBe('FORBIDDEN');
  });

  it('another organization: its documents are NOT_FOUND, its words and passages are nowhere', async () => {
    const owner = await withHandbook();
    const other = await withHandbook();
    const { data } = await ask(owner, '{ documents { edges { node { id } } } }');
    const id = data.documents.edges[0].node.id as string;
    for (const key of [id, newId(), 'nonsense']) {
      expect(codeOf(await ask(other, 'query ($id: ID!) { document(id: $id) { id } }', { id: key }))).toBe('NOT_FOUND');
      for (const field of ['deleteDocument(id: $id) { deletedId }', 'retryDocument(id: $id) { document { id } }']) {
        expect(codeOf(await ask(other, `mutation ($id: ID!) { ${field} }`, { id: key }))).toBe('NOT_FOUND');
      }
    }
    const found = await ask(other, searchOperation, { query: 'trains', first: 50 });
    const ids = found.data.searchKnowledge.edges.map((edge: any) => edge.node.document.id);
    expect(ids).toHaveLength(3);
    expect(ids).not.toContain(id);
  });

  it.each(['document', 'chunk', 'embedding', 'posting', 'statistic'])(
    'another organization, by raw SQL on %s',
    async (table) => {
      const owner = await withHandbook();
      const stranger = { role: 'prism_knowledge', organizationId: newId() } as const;
      const nobody = { role: 'prism_knowledge' } as const;
      for (const scope of [stranger, nobody]) {
        const { rows } = await withTransaction(pool, scope, (tx) => tx.query(`SELECT * FROM knowledge.${table}`));
        expect(rows).toEqual([]);
        const { rowCount } = await withTransaction(pool, scope, (tx) => tx.query(`DELETE FROM knowledge.${table}`));
        expect(rowCount).toBe(0);
      }
      const copy = `INSERT INTO knowledge.${table} SELECT * FROM jsonb_populate_record(null::knowledge.${table}, $1)`;
      const { rows } = await withTransaction(
        pool,
        { role: 'prism_knowledge', organizationId: owner.organizationId },
        (tx) => tx.query<{ row: object }>(`SELECT to_jsonb(t) AS row FROM knowledge.${table} t LIMIT 1`),
      );
      await expect(withTransaction(pool, stranger, (tx) => tx.query(copy, [rows[0]?.row]))).rejects.toThrow(
        /row-level security/,
      );
    },
  );
});
