import { createOpenAiChat } from '@prism/ai/openAiChat';
import { signInternalToken } from '@prism/auth/internalToken';
import type { Session } from '@prism/auth/session';
import { openSocket } from '@prism/testkit/apiClient';
import { startFakeOpenAi, type FakeOpenAi } from '@prism/testkit/fakeOpenAi';
import { sessionOf, testTokenSecret } from '@prism/testkit/sessions';
import { until } from '@prism/testkit/until';

import { startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';

let peer: FakeOpenAi;
let kit: KnowledgeKit;
let remote: KnowledgeKit;
const sockets: { dispose: () => void | Promise<void> }[] = [];
beforeAll(async () => {
  peer = await startFakeOpenAi();
  kit = await startKnowledgeKit();
  const chat = createOpenAiChat({ apiKey: 'k', baseUrl: peer.baseUrl, model: 'gpt-4o-mini', timeoutMs: 10_000 });
  remote = await startKnowledgeKit({ chat });
});
afterAll(async () => {
  for (const socket of sockets) await socket.dispose();
  await kit.close();
  await remote.close();
  await peer.close();
});
afterEach(() => {
  peer.say(null);
  peer.misbehaveAlways(null);
});

interface Event {
  readonly kind: 'TEXT' | 'CITATIONS' | 'USAGE';
  readonly text: string | null;
  readonly answer: { answered: boolean; answer: string; citations: { quote: string }[] } | null;
  readonly usage: { inputTokens: number; outputTokens: number; cost: number | null } | null;
  readonly message: { id: string; status: string } | null;
}

const operation = `subscription ($question: String!, $conversationId: ID) {
  answerStream(question: $question, conversationId: $conversationId) {
    kind text answer { answered answer citations { quote startOffset endOffset chunk { id document { externalId } } } }
    usage { inputTokens outputTokens cost } message { id status } } }`;

async function follow(by: KnowledgeKit, session: Session, variables: Record<string, unknown>) {
  const socket = openSocket(by.url, { token: await signInternalToken(testTokenSecret, session) });
  sockets.push(socket);
  return socket.iterate<{ answerStream: Event }>({ query: operation, variables });
}

const usedBy = (session: Session) =>
  remote.dbOf(session).read(async (tx) => {
    const { rows } = await tx.query<{ calls: number }>(
      `SELECT sum(calls)::int AS calls, sum(input_tokens)::int AS input, sum(output_tokens)::int AS output
       FROM knowledge.usage WHERE organization_id = $1 AND kind = 'CHAT' AND output_tokens > 0 HAVING sum(calls) > 0`,
      [session.organizationId],
    );
    return rows;
  });

/** All events, and the code of the error that it ended with, if it did. */
async function hear(by: KnowledgeKit, session: Session, variables: Record<string, unknown>) {
  const events: Event[] = [];
  try {
    for await (const { data } of await follow(by, session, variables)) if (data) events.push(data.answerStream);
    return { events, code: null };
  } catch (error) {
    const [first] = error as { extensions: { code: string } }[];
    return { events, code: first?.extensions.code };
  }
}

const question = 'Within how many days are expenses refunded?';
const kindsOf = (events: readonly Event[]) => [...new Set(events.map(({ kind }) => kind))];

test.each([
  ['offline', () => kit],
  ['by a model', () => remote],
])('text, then verified citations, then usage (%s)', async (_how, by) => {
  const session = await kit.withHandbook();
  const { events, code } = await hear(by(), session, { question });
  expect(code).toBeNull();
  expect(kindsOf(events)).toEqual(['TEXT', 'CITATIONS', 'USAGE']);
  const text = events.map((event) => event.text ?? '').join('');
  const [citations, usage] = events.slice(-2);
  expect(citations?.answer).toMatchObject({ answered: true, answer: text });
  expect(citations?.answer?.citations[0]?.quote).toContain('14 days');
  expect(usage?.usage?.inputTokens).toBeGreaterThan(0);
});

test('what does not verify is a draft that came to nothing', async () => {
  peer.say(
    JSON.stringify({
      answered: true,
      answer: 'Never.',
      quotes: [{ source: 1, quote: 'Expenses are never refunded.' }],
    }),
  );
  const { events } = await hear(remote, await kit.withHandbook(), { question });
  expect(events[0]).toMatchObject({ kind: 'TEXT' });
  expect(events.at(-2)?.answer).toMatchObject({ answered: false, citations: [] });
});

test('an error in the middle ends it with a code', async () => {
  const session = await kit.withHandbook();
  peer.misbehave({ kind: 'breakOff' });
  const { events, code } = await hear(remote, session, { question });
  expect(kindsOf(events)).toEqual(['TEXT']);
  expect(code).toBe('UPSTREAM_UNAVAILABLE');
  // What was written of it is paid for.
  expect(await until(async () => (await usedBy(session))[0])).toMatchObject({
    ...{ calls: 1, input: expect.any(Number), output: expect.any(Number) },
  });
  expect((await hear(remote, session, { question: ' ' })).code).toBe('BAD_USER_INPUT');
  expect((await hear(remote, { ...session, scopes: [] }, { question })).code).toBe('FORBIDDEN');
});

test('the draft ends when what it speaks of is deleted', async () => {
  const session = await remote.withHandbook();
  const quotes = [{ source: 1, quote: 'Expenses are refunded within 14 days.' }];
  peer.say(JSON.stringify({ answered: true, answer: 'within 14 days '.repeat(200), quotes }));
  peer.misbehaveAlways({ kind: 'drip', ms: 50 });
  const { data } = await remote.ask(session, '{ documents { edges { node { id } } } }');
  const ids = data.documents.edges.map(({ node }: { node: { id: string } }) => node.id);
  let told = '';
  const deletions: Promise<unknown>[] = [];
  const deleteAll = 'mutation ($ids: [ID!]!) { deleteDocuments(ids: $ids) { deletedIds } }';
  const listen = async () => {
    for await (const event of await follow(remote, session, { question })) {
      told += event.data?.answerStream.text ?? '';
      if (deletions.length === 0) deletions.push(remote.ask(session, deleteAll, { ids }));
    }
  };
  await expect(listen()).rejects.toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
  expect(await deletions[0]).toMatchObject({ data: { deleteDocuments: { deletedIds: ids } } });
  expect(told).toMatch(/^within/);
  expect(told.length).toBeLessThan(15 * 200);
});

test('who leaves ends the call at the provider, and the question can be asked again', async () => {
  const session = await kit.withHandbook();
  const created = await remote.ask(session, 'mutation { createConversation { conversation { id } } }');
  const conversationId = created.data.createConversation.conversation.id as string;
  peer.misbehaveAlways({ kind: 'drip', ms: 50 });
  const before = peer.abandoned;
  const stream = await follow(remote, session, { question, conversationId });
  await stream.next();
  await stream.return?.();
  await until(() => peer.abandoned > before);
  const read = `query ($id: ID!) { conversation(id: $id) { messages { edges { node { id status failureReason } } } } }`;
  const message = await until(async () => {
    const { data } = await remote.ask(session, read, { id: conversationId });
    const [edge] = data.conversation.messages.edges;
    return edge.node.status === 'FAILED' && edge.node;
  });
  expect(message.failureReason).toMatch(/left/);
  expect(await until(async () => (await usedBy(session))[0])).toMatchObject({ calls: 1 });
  peer.misbehaveAlways(null);
  const retried = await remote.ask(session, 'mutation ($id: ID!) { retryMessage(id: $id) { message { status } } }', {
    id: message.id,
  });
  expect(retried.data.retryMessage.message.status).toBe('ANSWERED');
});

test('in a conversation, the conversation keeps it; nobody else’s can be named', async () => {
  const session = await kit.withHandbook();
  const created = await kit.ask(session, 'mutation { createConversation { conversation { id } } }');
  const conversationId = created.data.createConversation.conversation.id as string;
  const { events } = await hear(kit, session, { question, conversationId });
  expect(events.at(-1)?.message).toMatchObject({ status: 'ANSWERED' });
  const other = sessionOf({ organizationId: session.organizationId ?? '' });
  expect((await hear(kit, other, { question, conversationId })).code).toBe('NOT_FOUND');
});
