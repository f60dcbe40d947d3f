import { aiEnv, createAi } from '@prism/ai/createAi';
import type { Session } from '@prism/auth/session';
import { newId } from '@prism/db/newId';
import { upstreamUnavailable } from '@prism/errors/errors';
import { createLogger } from '@prism/telemetry/logger';
import { sessionOf } from '@prism/testkit/sessions';
import { z } from 'zod';

import { endEvaluation, runEvaluation } from '../domain.ts';
import { codeOf, startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';

const ai = createAi(z.object(aiEnv).parse({}));
let kit: KnowledgeKit;
beforeAll(async () => {
  kit = await startKnowledgeKit();
});
afterAll(() => kit.close());

const create = `mutation ($input: CreateEvaluationSetInput!) {
  createEvaluationSet(input: $input) { evaluationSet { id name questionCount questions { edges { node { id } } } } }
}`;
const start = `mutation ($input: StartEvaluationInput!) { startEvaluation(input: $input) { evaluationRun { id status } } }`;
const read = `query ($id: ID!, $other: ID!) {
  evaluationRun(id: $id) {
    status mode failureReason finishedAt
    measures { questions ndcg10 { mean low high } recall100 { mean } mrr10 { mean } }
    comparedWith(runId: $other) { questions ndcg10 { mean p } }
    results { edges { node { ndcg10 question { question expected { relevance document { title } } } } } }
  }
}`;

async function idsOf(session: Session): Promise<Record<string, string>> {
  const { data } = await kit.ask(session, '{ documents { edges { node { id externalId } } } }');
  const edges = data.documents.edges as { node: { id: string; externalId: string } }[];
  return Object.fromEntries(edges.map(({ node }) => [node.externalId, node.id]));
}

async function withSet() {
  const session = await kit.withHandbook();
  const ids = await idsOf(session);
  const expecting = (question: string, externalId: string) => ({
    question,
    expected: [{ documentId: ids[externalId] }],
  });
  const questions = [
    expecting('How many days of holiday are there?', 'leave'),
    expecting('Who books tickets for trains?', 'trains'),
    // Nothing says so: the worst of the three.
    expecting('When are expenses refunded?', 'leave'),
  ];
  const { data } = await kit.ask(session, create, { input: { name: 'Basics', questions } });
  const set = data.createEvaluationSet.evaluationSet;
  return { session, ids, set, setId: set.id as string };
}

async function run(session: Session, setId: string, mode = 'KEYWORD'): Promise<string> {
  const { data } = await kit.ask(session, start, { input: { setId, mode } });
  expect(data.startEvaluation.evaluationRun.status).toBe('PENDING');
  const runId = data.startEvaluation.evaluationRun.id as string;
  const parts = { ai, db: kit.dbOf(session), log: createLogger('test', 'silent') };
  await runEvaluation(parts, { runId }, () => Promise.resolve(true));
  return runId;
}

test('asks every question, gives means with confidence, and the worst first', async () => {
  const { session, set, setId } = await withSet();
  expect(set).toMatchObject({ name: 'Basics', questionCount: 3 });
  const before = await run(session, setId);
  const id = await run(session, setId, 'HYBRID');
  const { data, errors } = await kit.ask(session, read, { id, other: before });
  expect(errors).toBeUndefined();
  const { results, measures, ...rest } = data.evaluationRun;
  expect(rest).toMatchObject({ status: 'DONE', mode: 'HYBRID', failureReason: null });
  expect(rest.finishedAt).not.toBeNull();
  expect(rest.comparedWith).toMatchObject({ questions: 3 });
  expect(measures.questions).toBe(3);
  expect(measures.ndcg10.mean).toBeGreaterThan(0.6);
  expect(measures.ndcg10.low).toBeLessThan(measures.ndcg10.high);
  expect(results.edges[0].node.question).toMatchObject({
    question: 'When are expenses refunded?',
    expected: [{ relevance: 1, document: { title: 'Leave' } }],
  });
  expect(results.edges.map(({ node }: { node: { ndcg10: number } }) => node.ndcg10).slice(1)).toEqual([1, 1]);
  const runs = await kit.ask(
    session,
    'query ($id: ID!) { evaluationSet(id: $id) { runs { edges { node { id } } } } }',
    {
      id: setId,
    },
  );
  expect(runs.data.evaluationSet.runs.edges).toEqual([{ node: { id } }, { node: { id: before } }]);
});

test('goes on where it was interrupted, and ends once', async () => {
  const { session, setId } = await withSet();
  const { data } = await kit.ask(session, start, { input: { setId } });
  const runId = data.startEvaluation.evaluationRun.id as string;
  const parts = { ai, db: kit.dbOf(session), log: createLogger('test', 'silent') };
  const killed = new Error('The worker was killed.');
  await expect(runEvaluation(parts, { runId }, () => Promise.reject(killed))).rejects.toBe(killed);
  const forgetful = { ...ai, embeddings: { ...ai.embeddings, embed: () => Promise.reject(killed) } };
  // Whoever asked a question again would have to embed it.
  await runEvaluation({ ...parts, ai: forgetful }, { runId }, () => Promise.resolve(true));
  await endEvaluation(parts.db, { runId, failureReason: 'Too late.' }, () => Promise.resolve(true));
  const answer = await kit.ask(session, read, { id: runId, other: runId });
  expect(answer.data.evaluationRun).toMatchObject({ status: 'DONE', measures: { questions: 3 } });
});

test('fails as the provider does, keeps what it knows by then, and asks no question again', async () => {
  const { session, setId } = await withSet();
  const { data } = await kit.ask(session, start, { input: { setId, mode: 'HYBRID' } });
  const runId = data.startEvaluation.evaluationRun.id as string;
  const away = upstreamUnavailable('The AI provider has no capacity for us at the moment.', { retryAfter: 7 });
  const asked: string[] = [];
  const embeddings = {
    ...ai.embeddings,
    embed: (texts: readonly string[]) => {
      asked.push(...texts);
      return asked.length === 3 ? Promise.reject(away) : ai.embeddings.embed(texts);
    },
  };
  const parts = { db: kit.dbOf(session), log: createLogger('test', 'silent') };
  const go = () =>
    runEvaluation({ ...parts, ai: { ...ai, embeddingsOf: () => embeddings } }, { runId }, () => Promise.resolve(true));
  await expect(go()).rejects.toBe(away);
  await go();
  expect(asked).toHaveLength(4);
  expect(asked[3]).toBe(asked[2]);
  const answer = await kit.ask(session, read, { id: runId, other: runId });
  expect(answer.data.evaluationRun).toMatchObject({ status: 'DONE', measures: { questions: 3 } });
});

test('measures what who started it may read: a hidden document takes nobody’s place', async () => {
  const { session, ids, setId } = await withSet();
  const colleague = { ...session, actor: { type: 'user' as const, id: newId() } };
  const { data } = await kit.ask(
    sessionOf({ role: 'ADMIN', organizationId: session.organizationId ?? '' }),
    'mutation ($input: CreateCollectionInput!) { createCollection(input: $input) { collection { id } } }',
    { input: { name: 'Board', access: 'NAMED', memberIds: [session.actor.id] } },
  );
  const documents = [1, 2].map((n) => ({ externalId: `secret ${n}`, title: 'Tickets', content: 'Who books trains?' }));
  const added = await kit.ask(
    session,
    'mutation ($input: AddDocumentsInput!) { addDocuments(input: $input) { documents { id } } }',
    { input: { documents, collectionId: data.createCollection.collection.id } },
  );
  await kit.indexAll(session);
  const hiddenId = added.data.addDocuments.documents[0].id as string;
  const questions = [
    { question: 'books trains', expected: [{ documentId: ids['trains'] }] },
    { question: 'Who books trains?', expected: [{ documentId: hiddenId }] },
  ];
  await kit.ask(
    session,
    'mutation ($input: AddEvaluationQuestionsInput!) { addEvaluationQuestions(input: $input) { __typename } }',
    {
      input: { setId, questions },
    },
  );
  const measured = async (by: Session) => {
    const id = await run(by, setId);
    const answer = await kit.ask(by, read, { id, other: id });
    const { measures } = answer.data.evaluationRun;
    return [measures.questions, measures.mrr10.mean];
  };
  const [asked, mean] = await measured(session);
  expect(asked).toBe(5);
  expect(mean).toBeLessThan(3 / 4);
  // As before there was anything to hide.
  expect(await measured(colleague)).toEqual([4, 3 / 4]);
});

test('expects no document any more that was deleted', async () => {
  const { session, ids, setId } = await withSet();
  await kit.ask(session, 'mutation ($id: ID!) { deleteDocument(id: $id) { deletedId } }', { id: ids['trains'] });
  const id = await run(session, setId);
  const { data } = await kit.ask(session, read, { id, other: id });
  expect(data.evaluationRun.measures.questions).toBe(2);
});

test('refuses what makes no sense, and what is not there', async () => {
  const { session, ids, set, setId } = await withSet();
  const stranger = sessionOf();
  const bad = (questions: object[]) => kit.ask(session, create, { input: { name: 'x', questions } });
  const documentId = ids['leave'];
  expect(codeOf(await bad([{ question: ' ', expected: [{ documentId }] }]))).toBe('BAD_USER_INPUT');
  expect(codeOf(await bad([{ question: 'a', expected: [] }]))).toBe('BAD_USER_INPUT');
  expect(codeOf(await bad([{ question: 'a', expected: [{ documentId: setId }] }]))).toBe('NOT_FOUND');
  expect(codeOf(await bad([{ question: 'a', expected: [{ documentId, relevance: 11 }] }]))).toBe('BAD_USER_INPUT');
  const twice = [{ documentId }, { documentId: documentId?.toUpperCase() }];
  expect(codeOf(await bad([{ question: 'a', expected: twice }]))).toBe('BAD_USER_INPUT');
  expect(codeOf(await kit.ask(stranger, start, { input: { setId } }))).toBe('NOT_FOUND');
  expect(codeOf(await kit.ask(session, start, { input: { setId: 'nonsense' } }))).toBe('NOT_FOUND');
  const theirs = 'query ($id: ID!) { evaluationSet(id: $id) { id } }';
  expect(codeOf(await kit.ask(stranger, theirs, { id: setId }))).toBe('NOT_FOUND');
  const remove = `mutation ($input: RemoveEvaluationQuestionsInput!) {
    removeEvaluationQuestions(input: $input) { evaluationSet { questionCount } }
  }`;
  const questionIds = set.questions.edges.map(({ node }: { node: { id: string } }) => node.id) as string[];
  const emptied = await kit.ask(session, remove, { input: { setId, ids: [...questionIds, 'nonsense'] } });
  expect(emptied.data.removeEvaluationQuestions.evaluationSet.questionCount).toBe(0);
  expect(codeOf(await kit.ask(session, start, { input: { setId } }))).toBe('CONFLICT');
  const gone = await kit.ask(session, 'mutation ($id: ID!) { deleteEvaluationSet(id: $id) { deletedId } }', {
    id: setId,
  });
  expect(gone.data.deleteEvaluationSet.deletedId).toBe(setId);
  expect(codeOf(await kit.ask(session, theirs, { id: setId }))).toBe('NOT_FOUND');
});
