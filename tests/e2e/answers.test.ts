import { ask, openSocket, type Identity } from '@prism/testkit/apiClient';
import { createTenant, stackUrl, type Person } from '@prism/testkit/people';
import { until } from '@prism/testkit/until';

// An answer as it is written, through the gateway, over each of its transports; and a conversation, as a client has it.

let owner: Person & Identity;
beforeAll(async () => {
  owner = (await createTenant()).owner;
  await ask(stackUrl(), owner, {
    query: 'mutation ($input: AddDocumentsInput!) { addDocuments(input: $input) { documents { id } } }',
    variables: {
      input: { documents: [{ title: 'Handbook', content: 'Receipts go to Maya.\n\nTrips end on Friday.' }] },
    },
  });
  await until(
    async () => {
      const { knowledgeStatus } = await ask<{ knowledgeStatus: { pending: number } }>(stackUrl(), owner, {
        query: '{ knowledgeStatus { pending } }',
      });
      return knowledgeStatus.pending === 0;
    },
    { everyMs: 50 },
  );
});

interface Event {
  readonly kind: string;
  readonly text: string | null;
  readonly answer: { answer: string; citations: unknown[] } | null;
  readonly usage: { outputTokens: number } | null;
}

const query = `subscription ($question: String!) { answerStream(question: $question) { kind text
  answer { answer citations { quote startOffset endOffset chunk { document { title createdBy { displayName } } } } }
  usage { outputTokens } } }`;
const operation = { query, variables: { question: 'To whom do receipts go?' } };

async function overSocket(): Promise<Event[]> {
  const socket = openSocket(stackUrl(), owner);
  const events: Event[] = [];
  for await (const { data } of socket.iterate<{ answerStream: Event }>(operation))
    if (data) events.push(data.answerStream);
  await socket.dispose();
  return events;
}

/** What a stream over HTTP said until it ended, its events' data picked out of it. */
async function overHttp(accept: string, pick: (body: string) => string[]): Promise<Event[]> {
  const response = await fetch(stackUrl(), {
    method: 'POST',
    headers: {
      ...{ accept, 'content-type': 'application/json' },
      authorization: `Bearer ${owner.token}`,
      'x-organization-id': String(owner.organization),
    },
    body: JSON.stringify(operation),
  });
  return pick(await response.text()).map((json) => {
    const { data } = JSON.parse(json) as { data: { answerStream: Event } };
    return data.answerStream;
  });
}

const transports: Readonly<Record<string, () => Promise<Event[]>>> = {
  'graphql-ws': overSocket,
  'server-sent events': () =>
    overHttp('text/event-stream', (body) =>
      Array.from(body.matchAll(/^event: next\ndata: (.+)$/gm), ([, json]) => String(json)),
    ),
  multipart: () =>
    overHttp('multipart/mixed;subscriptionSpec=1.0', (body) =>
      Array.from(body.matchAll(/^\{"payload":(\{"data".+\})\}\r?$/gm), ([, json]) => String(json)),
    ),
};

test.each(Object.keys(transports))('text, then citations, then usage, over %s', async (name) => {
  const events = (await transports[name]?.()) ?? [];
  expect([...new Set(events.map(({ kind }) => kind))]).toEqual(['TEXT', 'CITATIONS', 'USAGE']);
  const { answer } = events.at(-2) ?? {};
  expect(events.map(({ text }) => text ?? '').join('')).toBe(answer?.answer);
  expect(answer?.citations).toEqual([
    {
      ...{ quote: 'Receipts go to Maya.', startOffset: 0, endOffset: 20 },
      chunk: { document: { title: 'Handbook', createdBy: { displayName: 'Owner' } } },
    },
  ]);
  expect(events.at(-1)?.usage?.outputTokens).toBeGreaterThan(0);
});

test('a conversation understands what leans on what was said', async () => {
  const run = <D>(text: string, variables: Record<string, unknown> = {}) =>
    ask<D>(stackUrl(), owner, { query: text, variables });
  const { createConversation } = await run<{ createConversation: { conversation: { id: string } } }>(
    'mutation { createConversation { conversation { id } } }',
  );
  const conversationId = createConversation.conversation.id;
  for (const question of ['To whom do receipts go?', 'And when do they go there?']) {
    await run('mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }', {
      input: { conversationId, question },
    });
  }
  const { conversation } = await run<{ conversation: object }>(
    `query ($id: ID!) { conversation(id: $id) { title messages(first: 1) {
       edges { node { question status answer { citations { quote } usage { cost currency } } } } pageInfo { hasNextPage } } } }`,
    { id: conversationId },
  );
  const answer = { citations: [{ quote: 'Receipts go to Maya.' }], usage: { cost: 0, currency: 'USD' } };
  expect(conversation).toEqual({
    title: 'To whom do receipts go?',
    messages: {
      edges: [{ node: { question: 'And when do they go there?', status: 'ANSWERED', answer } }],
      pageInfo: { hasNextPage: true },
    },
  });
});
