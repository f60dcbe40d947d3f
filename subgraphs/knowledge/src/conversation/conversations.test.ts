import { createOpenAiChat } from '@prism/ai/openAiChat';
import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { withTransaction } from '@prism/db/transaction';
import { startFakeOpenAi, type FakeOpenAi } from '@prism/testkit/fakeOpenAi';
import { sessionOf } from '@prism/testkit/sessions';

import { codeOf, startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';

let peer: FakeOpenAi;
let kit: KnowledgeKit;
let remote: KnowledgeKit;
beforeAll(async () => {
  peer = await startFakeOpenAi();
  kit = await startKnowledgeKit();
  const chat = createOpenAiChat({ apiKey: 'k', baseUrl: peer.baseUrl, model: 'gpt-4o-mini', timeoutMs: 10_000 });
  remote = await startKnowledgeKit({ chat });
});
afterAll(async () => {
  await kit.close();
  await remote.close();
  await peer.close();
});
afterEach(() => peer.say(null));

const answerFields = `answered answer model usage { inputTokens outputTokens cost currency }
  citations { quote startOffset endOffset chunk { id document { externalId } } }`;
const messageFields = `id question status outdated failureReason answer { ${answerFields} }`;
const operations = {
  create:
    'mutation ($input: CreateConversationInput) { createConversation(input: $input) { conversation { id title } } }',
  send: `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { ${messageFields} } conversation { title } } }`,
  retry: `mutation ($id: ID!) { retryMessage(id: $id) { message { ${messageFields} } } }`,
  rename:
    'mutation ($input: RenameConversationInput!) { renameConversation(input: $input) { conversation { title } } }',
  remove: 'mutation ($id: ID!) { deleteConversation(id: $id) { deletedId } }',
  list: `query ($first: Int, $after: String) { conversations(first: $first, after: $after) {
    edges { node { id title messages(first: 2) { edges { node { question } } } } } pageInfo { hasNextPage endCursor } } }`,
  read: `query ($id: ID!, $first: Int, $after: String) { conversation(id: $id) { title messages(first: $first, after: $after) {
    edges { node { ${messageFields} } } pageInfo { hasNextPage endCursor } } } }`,
};

async function begin(session: Session, by = kit): Promise<string> {
  const { data } = await by.ask(session, operations.create);
  return data.createConversation.conversation.id as string;
}

const say = (session: Session, input: object, by = kit) => by.ask(session, operations.send, { input });

async function history(session: Session, id: string) {
  const { data } = await kit.ask(session, operations.read, { id, first: 100 });
  return data.conversation.messages.edges.map(({ node }: { node: unknown }) => node);
}

const expenses = 'Within how many days are expenses refunded?';

test('answers with what it took, keeps it, and takes its title from the first question', async () => {
  const session = await kit.withHandbook();
  const conversationId = await begin(session);
  const { data } = await say(session, { conversationId, question: expenses });
  const { message, conversation } = data.sendMessage;
  expect(conversation.title).toBe(expenses);
  expect(message).toMatchObject({ status: 'ANSWERED', outdated: false, failureReason: null });
  expect(message.answer).toMatchObject({ answered: true, usage: { cost: 0, currency: 'USD' } });
  expect(message.answer.usage.inputTokens).toBeGreaterThan(0);
  expect(message.answer.citations[0]).toMatchObject({ chunk: { document: { externalId: 'money' } } });
  expect(await history(session, conversationId)).toEqual([message]);
  const renamed = await kit.ask(session, operations.rename, { input: { id: conversationId, title: 'Money' } });
  expect(renamed.data.renameConversation.conversation.title).toBe('Money');
  await say(session, { conversationId, question: 'Who books tickets for trains?' });
  const listed = await kit.ask(session, operations.list);
  expect(listed.data.conversations.edges).toEqual([
    {
      node: {
        ...{ id: conversationId, title: 'Money' },
        messages: {
          edges: [{ node: { question: 'Who books tickets for trains?' } }, { node: { question: expenses } }],
        },
      },
    },
  ]);
  expect((await kit.ask(session, operations.remove, { id: conversationId })).data.deleteConversation).toEqual({
    deletedId: conversationId,
  });
  expect(codeOf(await kit.ask(session, operations.read, { id: conversationId }))).toBe('NOT_FOUND');
});

test('understands what leans on the question before, offline and by a model', async () => {
  const session = await kit.withHandbook();
  for (const by of [kit, remote]) {
    const conversationId = await begin(session, by);
    await say(session, { conversationId, question: expenses }, by);
    const { data } = await say(session, { conversationId, question: 'And who gets them?' }, by);
    expect(data.sendMessage.message).toMatchObject({ status: 'ANSWERED', question: 'And who gets them?' });
    expect(data.sendMessage.message.answer.citations[0].chunk.document.externalId).toBe('money');
  }
  const prompt = JSON.parse((peer.requests.at(-1)?.body['messages'] as { content: string }[])[1]?.content ?? '');
  expect(prompt.conversation).toEqual([{ question: expenses, answer: expect.stringContaining('14 days') }]);
});

test('the same clientKey asks once, whoever comes when; another question under it is a CONFLICT', async () => {
  const session = await kit.withHandbook();
  const conversationId = await begin(session);
  const input = { conversationId, question: expenses, clientKey: 'k1' };
  const answers = await Promise.all(Array.from({ length: 4 }, () => say(session, input)));
  const again = await say(session, input);
  const ids = [...answers, again].map(({ data }) => data.sendMessage.message.id as string);
  expect(new Set(ids).size).toBe(1);
  expect(again.data.sendMessage.message.status).toBe('ANSWERED');
  expect(await history(session, conversationId)).toHaveLength(1);
  expect(codeOf(await say(session, { ...input, question: 'Another?' }))).toBe('CONFLICT');
});

test('a provider that fails leaves a question that can be tried again', async () => {
  const session = await kit.withHandbook();
  const conversationId = await begin(session);
  const input = { conversationId, question: expenses, clientKey: 'k' };
  peer.misbehave({ kind: 'status', status: 503 });
  expect(codeOf(await say(session, input, remote))).toBe('UPSTREAM_UNAVAILABLE');
  const [failed] = await history(session, conversationId);
  expect(failed).toMatchObject({ status: 'FAILED', answer: null, failureReason: expect.stringContaining('503') });
  const retried = await remote.ask(session, operations.retry, { id: failed.id });
  expect(retried.data.retryMessage.message).toMatchObject({ id: failed.id, status: 'ANSWERED', failureReason: null });
  expect(retried.data.retryMessage.message.answer.usage.cost).toBeGreaterThan(0);
  expect(codeOf(await remote.ask(session, operations.retry, { id: failed.id }))).toBe('CONFLICT');
  peer.misbehave({ kind: 'hangUp' });
  const second = { ...input, question: 'Who books train tickets?', clientKey: 'k2' };
  // In a conversation the model is asked twice: to understand the question, and to answer it.
  expect(codeOf(await say(session, second, remote))).toBe('UPSTREAM_UNAVAILABLE');
  expect((await say(session, second, remote)).data.sendMessage.message.status).toBe('ANSWERED');
  expect(await history(session, conversationId)).toHaveLength(2);
});

test('a deleted document takes every answer with it that its words may be in, whoever asked', async () => {
  const session = await kit.withHandbook();
  const colleague = sessionOf({ organizationId: session.organizationId ?? '' });
  const conversationId = await begin(colleague);
  await say(colleague, { conversationId, question: expenses });
  // It leans on the first, whose words may be in its answer.
  await say(colleague, { conversationId, question: 'And who gets them?' });
  const other = await begin(colleague);
  await say(colleague, { conversationId: other, question: 'Are quasars in galaxies?' });
  const { data } = await kit.ask(session, '{ documents { edges { node { id externalId } } } }');
  const money = data.documents.edges.find(({ node }: { node: { externalId: string } }) => node.externalId === 'money');
  const deleted = await kit.ask(session, 'mutation ($id: ID!) { deleteDocument(id: $id) { deletedId } }', {
    id: money.node.id,
  });
  expect(deleted.errors).toBeUndefined();
  const messages = await history(colleague, conversationId);
  expect(messages).toHaveLength(2);
  for (const message of messages) expect(message).toMatchObject({ status: 'WITHHELD', answer: null });
  const { rows } = await kit.pool.query(
    `SELECT to_jsonb(m)::text AS row FROM knowledge.message m WHERE organization_id = $1
     UNION ALL SELECT to_jsonb(s)::text FROM knowledge.message_source s WHERE organization_id = $1`,
    [session.organizationId],
  );
  expect(rows.length).toBeGreaterThanOrEqual(3);
  const kept = JSON.stringify(rows);
  for (const trace of ['14 days', 'receipts', money.node.id]) expect(kept).not.toContain(trace);
  const again = await kit.ask(colleague, operations.retry, { id: messages[0].id });
  expect(again.data.retryMessage.message.status).toBe('UNANSWERED');
});

test('a document that changed takes its citations with it', async () => {
  const session = await kit.withHandbook();
  const conversationId = await begin(session);
  await say(session, { conversationId, question: expenses });
  await kit.add(session, { externalId: 'money', title: 'Expenses', content: 'Nothing is paid back any more, ever.' });
  await kit.indexAll(session);
  expect(await history(session, conversationId)).toMatchObject([{ outdated: true, answer: { citations: [] } }]);
});

test('is for people who may read', async () => {
  const session = await kit.withHandbook();
  const key: Session = { ...session, actor: { type: 'apiKey', id: newId() } };
  expect(codeOf(await kit.ask(key, operations.create))).toBe('FORBIDDEN');
  expect(codeOf(await kit.ask({ ...session, scopes: [] }, operations.list))).toBe('FORBIDDEN');
});

test.each([
  [{ question: '' }, 'input.question'],
  [{ question: 'x'.repeat(2_001) }, 'input.question'],
  [{ question: 'x', clientKey: '' }, 'input.clientKey'],
])('refuses %j', async (input, path) => {
  const answer = await say(sessionOf(), { conversationId: newId(), ...input });
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path }] });
});

describe('somebody else', () => {
  let owner: Session;
  let conversationId: string;
  let messageId: string;
  beforeAll(async () => {
    owner = await kit.withHandbook();
    conversationId = await begin(owner);
    const { data } = await say(owner, { conversationId, question: expenses });
    messageId = data.sendMessage.message.id as string;
  });

  test.each<[string, () => Session]>([
    [
      'in the organization, even its owner',
      () => sessionOf({ organizationId: owner.organizationId ?? '', role: 'OWNER' }),
    ],
    ['in another one', () => sessionOf()],
    ['the same person, in another one', () => sessionOf({ userId: owner.actor.id })],
  ])('%s: NOT_FOUND, and nothing by raw SQL', async (_who, sessionFor) => {
    const session = sessionFor();
    for (const [operation, variables] of [
      [operations.read, { id: conversationId }],
      [operations.remove, { id: conversationId }],
      [operations.rename, { input: { id: conversationId, title: 'x' } }],
      [operations.send, { input: { conversationId, question: 'x' } }],
      [operations.retry, { id: messageId }],
    ] as const) {
      expect(codeOf(await kit.ask(session, operation, variables))).toBe('NOT_FOUND');
    }
    expect((await kit.ask(session, operations.list)).data.conversations.edges).toEqual([]);
    const scope = {
      role: 'prism_knowledge',
      organizationId: session.organizationId,
      userId: session.actor.id,
    } as const;
    for (const table of ['conversation', 'message', 'message_source']) {
      const { rows } = await withTransaction(kit.pool, scope, (tx) => tx.query(`SELECT * FROM knowledge.${table}`));
      expect(rows).toEqual([]);
      const { rowCount } = await withTransaction(kit.pool, scope, (tx) => tx.query(`DELETE FROM knowledge.${table}`));
      expect(rowCount).toBe(0);
    }
  });

  test('who forgets a document reaches the answers that drew on it, only to blank them', async () => {
    const scope = { role: 'prism_knowledge', organizationId: owner.organizationId, userId: newId() } as const;
    const { rows: sources } = await kit.pool.query<{ document_id: string }>(
      'SELECT document_id FROM knowledge.message_source WHERE message_id = $1',
      [messageId],
    );
    const forgetting = (sql: string) =>
      withTransaction(kit.pool, scope, async (tx) => {
        await tx.query(`SELECT set_config('prism.forgotten_documents', $1, true)`, [sources[0]?.document_id]);
        return tx.query(sql);
      });
    await expect(forgetting(`UPDATE knowledge.message SET answer = 'forged'`)).rejects.toThrow(/row-level security/);
    expect((await forgetting('DELETE FROM knowledge.message')).rowCount).toBe(0);
    expect((await forgetting('SELECT 1 FROM knowledge.conversation')).rows).toEqual([]);
  });
});
