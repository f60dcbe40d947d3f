import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { withTransaction } from '@prism/db/transaction';
import { sessionOf } from '@prism/testkit/sessions';

import { codeOf, startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';
import { trimQuestions } from './question.sql.ts';

let kit: KnowledgeKit;
beforeAll(async () => {
  kit = await startKnowledgeKit();
});
afterAll(() => kit.close());

const ask = (session: Session, question: string, filter?: object) =>
  kit.ask(
    session,
    'query ($question: String!, $filter: SearchFilter) { askKnowledge(question: $question, filter: $filter) { answered } }',
    { question, filter },
  );
const listOperation = `query ($status: UnansweredStatus, $first: Int, $after: String) {
  unansweredQuestions(status: $status, first: $first, after: $after) {
    edges { node { id question count status lastAskedAt settledBy { id } settledAt } } pageInfo { hasNextPage endCursor } } }`;
const settleOperation = `mutation ($input: SettleUnansweredQuestionInput!) {
  settleUnansweredQuestion(input: $input) { question { status settledBy { id } settledAt } } }`;

interface Node {
  readonly id: string;
  readonly question: string;
  readonly count: number;
}

async function list(session: Session, variables: object = {}): Promise<Node[]> {
  const { data } = await kit.ask(session, listOperation, { ...variables });
  return data.unansweredQuestions.edges.map(({ node }: { node: Node }) => node);
}

const settle = (session: Session, id: string, status: string) =>
  kit.ask(session, settleOperation, { input: { id, status } });

test('counts what nobody could answer, however it is written, and nothing else', async () => {
  const session = await kit.withHandbook();
  const reader = sessionOf({ organizationId: session.organizationId ?? '', role: 'VIEWER' });
  await ask(session, 'Within how many days are expenses refunded?');
  await ask(session, 'Who invented the telescope in Holland?');
  await ask(reader, '  who invented THE telescope, in Holland ?!');
  await ask(session, 'How many moons has Jupiter?');
  // What keeps to a part of the documents says nothing of all of them.
  await ask(session, 'How many rings has Saturn?', { contentTypes: ['text/html'] });
  expect(await list(session)).toMatchObject([
    { question: 'How many moons has Jupiter?', count: 1, status: 'OPEN', settledBy: null },
    { question: 'Who invented the telescope in Holland?', count: 2 },
  ]);
  const { data } = await kit.ask(session, listOperation, { first: 1 });
  const { hasNextPage, endCursor } = data.unansweredQuestions.pageInfo;
  expect(hasNextPage).toBe(true);
  expect(await list(session, { first: 1, after: endCursor })).toMatchObject([{ count: 2 }]);
});

test('of a conversation only what can be understood without it is noted', async () => {
  const session = await kit.withHandbook();
  const created = await kit.ask(session, 'mutation { createConversation { conversation { id } } }');
  const conversationId = created.data.createConversation.conversation.id as string;
  for (const question of ['Who invented the telescope in Holland?', 'And who built it?']) {
    await kit.ask(session, 'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }', {
      input: { conversationId, question },
    });
  }
  expect((await list(session)).map(({ question }) => question)).toEqual(['Who invented the telescope in Holland?']);
});

test('an editor resolves and dismisses; what is resolved comes back when it fails again', async () => {
  const session = await kit.withHandbook();
  const asked = ['Who invented the telescope in Holland?', 'How many moons has Jupiter?'];
  for (const question of asked) await ask(session, question);
  const [moons, telescope] = await list(session);
  const resolved = await settle(session, telescope!.id, 'RESOLVED');
  expect(resolved.data.settleUnansweredQuestion.question).toMatchObject({
    ...{ status: 'RESOLVED', settledBy: { id: session.actor.id }, settledAt: expect.any(String) },
  });
  await settle(session, moons!.id, 'DISMISSED');
  expect(await list(session)).toEqual([]);
  for (const question of asked) await ask(session, question);
  expect(await list(session)).toMatchObject([{ id: telescope!.id, count: 2, settledBy: null, settledAt: null }]);
  expect(await list(session, { status: 'DISMISSED' })).toMatchObject([{ id: moons!.id, count: 2 }]);
});

test('is for editors of the organization', async () => {
  const session = await kit.withHandbook();
  await ask(session, 'Who invented the telescope in Holland?');
  const [noted] = await list(session);
  const viewer = sessionOf({ organizationId: session.organizationId ?? '', role: 'VIEWER' });
  expect(codeOf(await kit.ask(viewer, listOperation))).toBe('FORBIDDEN');
  expect(codeOf(await settle(viewer, noted!.id, 'RESOLVED'))).toBe('FORBIDDEN');
  const stranger = sessionOf();
  expect(await list(stranger)).toEqual([]);
  for (const id of [noted!.id, newId(), 'x']) expect(codeOf(await settle(stranger, id, 'OPEN'))).toBe('NOT_FOUND');
  const { rows } = await withTransaction(
    kit.pool,
    { role: 'prism_knowledge', organizationId: stranger.organizationId },
    (tx) => tx.query('SELECT * FROM knowledge.unanswered_question'),
  );
  expect(rows).toEqual([]);
});

test('keeps only so many, those that wait longest for nobody last', async () => {
  const session = await kit.withHandbook();
  for (const name of ['Jupiter', 'Saturn', 'Uranus']) await ask(session, `How many moons has ${name}?`);
  const [uranus] = await list(session);
  await settle(session, uranus!.id, 'DISMISSED');
  await kit.dbOf(session).transact((tx) => trimQuestions(tx, session.organizationId ?? '', 2));
  expect((await list(session)).map(({ question }) => question)).toEqual([
    'How many moons has Saturn?',
    'How many moons has Jupiter?',
  ]);
  expect(await list(session, { status: 'DISMISSED' })).toEqual([]);
});
