import { ask, send } from '@prism/testkit/apiClient';
import { startFakeOpenAi, type FakeOpenAi, type Misbehaviour } from '@prism/testkit/fakeOpenAi';
import { createTenant, type Tenant } from '@prism/testkit/people';
import type { Stack } from '@prism/testkit/stack';
import { until } from '@prism/testkit/until';
import type { Suite } from './suite.ts';

// An AI provider on a bad day, seen by somebody who adds documents and asks questions.

const key = 'sk-this-must-appear-in-no-log-and-no-answer';
const misbehaviours: Readonly<Record<string, Misbehaviour>> = {
  brokenly: { kind: 'status', status: 500 },
  crowdedly: { kind: 'status', status: 429, retryAfter: '1' },
  garbledly: { kind: 'garbage' },
  proxiedly: { kind: 'notJson' },
  slowly: { kind: 'slow', ms: 600_000 },
  silently: { kind: 'hangUp' },
  shortly: { kind: 'wrongCount' },
  refusedly: { kind: 'status', status: 401 },
};
const names = Object.keys(misbehaviours);
/** What passes by itself: documents wait for it. */
const temporary = ['brokenly', 'crowdedly', 'slowly', 'silently'];
const lasting = names.filter((name) => !temporary.includes(name));

const textOf = (name: string) => `It works ${name}.`;
const questionOf = (name: string) => `How does it work ${name}?`;

let peer: FakeOpenAi;
let stack: Stack;
let tenant: Tenant;

async function open() {
  peer = await startFakeOpenAi();
  for (const [name, how] of Object.entries(misbehaviours))
    for (const text of [textOf(name), questionOf(name)]) peer.misbehaveOn(text, how);
  return {
    LOG_LEVEL: 'debug',
    OPENAI_API_KEY: key,
    // Each attempt of a job is one request.
    OPENAI_RETRIES: '0',
    OPENAI_BASE_URL: peer.baseUrl,
    OPENAI_EMBEDDING_MODEL: 'of-the-peer',
    // As long as a busy machine takes for most answers. Who is slow on purpose takes longer than any test may.
    OPENAI_TIMEOUT_MS: '1500',
  };
}

export const provider: Suite = { open, close: () => peer.close(), register };

interface Found {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly failureReason: string | null;
}

const run = <D>(query: string, variables: Record<string, unknown> = {}) =>
  ask<D>(stack.url, tenant.owner, { query, variables });

async function documents(): Promise<Found[]> {
  const answer = await run<{ documents: { edges: { node: Found }[] } }>(
    '{ documents(first: 100) { edges { node { id title status failureReason } } } }',
  );
  return answer.documents.edges.map(({ node }) => node);
}

const untilSettled = (but: readonly string[] = []) =>
  until(
    async () => {
      const found = await documents();
      return (
        found.every(({ title, status }) => status === 'READY' || status === 'FAILED' || but.includes(title)) && found
      );
    },
    { limitMs: 110_000, everyMs: 100 },
  );

const askAbout = (name: string) =>
  send(stack.url, tenant.owner, {
    query: 'query ($question: String!) { askKnowledge(question: $question) { answered answer } }',
    variables: { question: questionOf(name) },
  });

/** Asks until there is an answer: many failures one after the other open the circuit. */
const untilAnswered = (name: string) =>
  until(
    async () => {
      const { data } = await askAbout(name);
      return data ?? false;
    },
    { everyMs: 500 },
  );

const textsWith = (name: string) =>
  peer.requests.filter(({ path, body }) => path === '/v1/embeddings' && JSON.stringify(body).includes(name)).length;

function register(getStack: () => Stack): void {
  beforeAll(async () => {
    stack = getStack();
    tenant = await createTenant('Acme', stack.url);
  });

  test('documents end FAILED with a reason after five attempts, wait for what passes, and hold up nobody else’s', async () => {
    await run('mutation ($input: AddDocumentsInput!) { addDocuments(input: $input) { documents { id } } }', {
      input: { documents: [...names, 'well'].map((name) => ({ title: name, content: textOf(name) })) },
    });
    const found = await untilSettled(temporary);
    for (const { title, status, failureReason } of found) {
      if (title === 'well') expect({ status, failureReason }).toEqual({ status: 'READY', failureReason: null });
      else if (temporary.includes(title)) {
        expect({ title, status, failureReason }).toEqual({ title, status: 'INDEXING', failureReason: null });
      } else {
        expect({ title, status, failureReason }).toEqual({
          title,
          status: 'FAILED',
          failureReason: expect.any(String),
        });
        expect(failureReason).toContain('AI provider');
        expect(failureReason).not.toMatch(/sk-|127\.0\.0\.1|Error:|stack/);
        // What came too late on a busy machine was no attempt.
        expect(textsWith(title)).toBeGreaterThanOrEqual(5);
      }
    }
    expect(found).toHaveLength(names.length + 1);
    const { knowledgeStatus } = await run<{ knowledgeStatus: object }>(
      '{ knowledgeStatus { documents chunks pending failed } }',
    );
    const counts = { documents: names.length + 1, chunks: 1, pending: temporary.length, failed: lasting.length };
    expect(knowledgeStatus).toEqual(counts);
  }, 120_000);

  test('whoever added them is told once of each', async () => {
    const kinds = async () => {
      const { notifications } = await run<{ notifications: { edges: { node: { kind: string } }[] } }>(
        '{ notifications(first: 100) { edges { node { kind } } } }',
      );
      return notifications.edges.map(({ node }) => node.kind).sort();
    };
    const expected = [...lasting.map(() => 'DOCUMENT_FAILED'), 'DOCUMENT_READY'];
    await until(async () => (await kinds()).length >= expected.length, { everyMs: 100 });
    expect(await kinds()).toEqual(expected);
    // From now on it is well, as far as documents are concerned.
    for (const name of names) peer.misbehaveOn(textOf(name), null);
  });

  // A wrong count is of embeddings alone.
  test.each(names.filter((name) => name !== 'shortly'))(
    'a question is UPSTREAM_UNAVAILABLE in bounded time when it goes %s',
    async (name) => {
      await untilAnswered('well');
      const { data, errors } = await askAbout(name);
      expect({ name, data, code: errors?.[0]?.extensions['code'] }).toEqual({
        name,
        data: null,
        code: 'UPSTREAM_UNAVAILABLE',
      });
      expect(JSON.stringify(errors)).not.toMatch(/sk-|127\.0\.0\.1|stack/);
    },
  );

  test('a question that cannot be embedded is answered by what its words find', async () => {
    expect(await untilAnswered('shortly')).toMatchObject({ askKnowledge: { answered: true } });
  });

  test('a question that the provider answers is answered', async () => {
    expect(await untilAnswered('well')).toEqual({
      askKnowledge: { answered: true, answer: expect.stringContaining('works well') },
    });
  });

  test('documents that waited are READY by themselves', async () => {
    const found = await untilSettled();
    const failed = found.filter(({ status }) => status === 'FAILED').map(({ title }) => title);
    expect(failed.sort()).toEqual([...lasting].sort());
  }, 120_000);

  test('retryDocument brings the others back', async () => {
    for (const { id, status } of await documents()) {
      if (status !== 'FAILED') continue;
      const { retryDocument } = await run<{ retryDocument: { document: object } }>(
        'mutation ($id: ID!) { retryDocument(id: $id) { document { failureReason } } }',
        { id },
      );
      expect(retryDocument.document).toEqual({ failureReason: null });
    }
    const found = await untilSettled();
    expect(found.filter(({ status, failureReason }) => status !== 'READY' || failureReason !== null)).toEqual([]);
    const { knowledgeStatus } = await run<{ knowledgeStatus: object }>(
      '{ knowledgeStatus { documents chunks pending failed } }',
    );
    const count = names.length + 1;
    expect(knowledgeStatus).toEqual({ documents: count, chunks: count, pending: 0, failed: 0 });
  }, 120_000);

  test('a document that did not fail cannot be retried', async () => {
    const [first] = await documents();
    const { errors } = await send(stack.url, tenant.owner, {
      query: 'mutation ($id: ID!) { retryDocument(id: $id) { document { id } } }',
      variables: { id: first?.id },
    });
    expect(errors?.[0]?.extensions['code']).toBe('CONFLICT');
  });

  test('the key is in no line of the log, nor is what the provider said of it', () => {
    expect(peer.requests[0]?.authorization).toBe(`Bearer ${key}`);
    expect(stack.output()).not.toContain(key);
    expect(stack.output()).not.toContain('sk-secret');
    expect(stack.output()).toContain('job failed for the last time');
  });
}
