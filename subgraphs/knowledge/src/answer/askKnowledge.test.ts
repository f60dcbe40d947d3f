import { createOpenAiChat } from '@prism/ai/openAiChat';
import { startFakeOpenAi, type FakeOpenAi } from '@prism/testkit/fakeOpenAi';
import { sessionOf } from '@prism/testkit/sessions';

import { codeOf, startKnowledgeKit, type KnowledgeKit } from '../testing/knowledgeKit.ts';

let peer: FakeOpenAi;
let kit: KnowledgeKit;
let remote: KnowledgeKit;
/** Waits for nobody: on a busy machine only what is to fail may have so little time. */
let hasty: KnowledgeKit;
beforeAll(async () => {
  peer = await startFakeOpenAi();
  kit = await startKnowledgeKit();
  const chatWithin = (timeoutMs: number) =>
    createOpenAiChat({ apiKey: 'k', baseUrl: peer.baseUrl, model: 'fake', timeoutMs });
  remote = await startKnowledgeKit({ chat: chatWithin(10_000) });
  hasty = await startKnowledgeKit({ chat: chatWithin(300) });
});
afterAll(async () => {
  await kit.close();
  await remote.close();
  await hasty.close();
  await peer.close();
});

const askOperation = `query ($question: String!) {
  askKnowledge(question: $question) { answered answer model citations { quote chunk { id text document { externalId } } } }
}`;

test('answers with quotes that stand in the passages, or says that there is no answer', async () => {
  const session = await kit.withHandbook();
  const { data } = await kit.ask(session, askOperation, { question: 'Within how many days are expenses refunded?' });
  expect(data.askKnowledge).toMatchObject({ answered: true, model: expect.stringContaining('offline') });
  for (const { quote, chunk } of data.askKnowledge.citations) expect(chunk.text).toContain(quote);
  const none = await kit.ask(session, askOperation, { question: 'Who invented the telescope in Holland?' });
  expect(none.data.askKnowledge).toMatchObject({ answered: false, citations: [] });
  const empty = await kit.ask(sessionOf(), askOperation, { question: 'Anything?' });
  expect(empty.data.askKnowledge).toMatchObject({
    answered: false,
    citations: [],
    answer: expect.stringMatching(/offline/i),
  });
});

test('drops quotes that a model made up; with none left there is no answer', async () => {
  const session = await kit.withHandbook();
  const question = 'When are expenses refunded?';
  const say = (...quotes: string[]) =>
    peer.say(
      JSON.stringify({ answered: true, answer: 'Soon.', quotes: quotes.map((quote) => ({ source: 1, quote })) }),
    );
  say('“Expenses are   refunded\nwithin 14 days.”', 'Expenses are never refunded.');
  const { data } = await remote.ask(session, askOperation, { question });
  expect(data.askKnowledge).toMatchObject({ answered: true, answer: 'Soon.', model: 'fake' });
  expect(data.askKnowledge.citations.map(({ quote }: { quote: string }) => quote)).toEqual([
    'Expenses are refunded within 14 days.',
  ]);
  say('Expenses are never refunded.', 'are');
  const invented = await remote.ask(session, askOperation, { question });
  expect(invented.data.askKnowledge).toMatchObject({ answered: false, citations: [] });
  peer.say(null);
});

test('is UPSTREAM_UNAVAILABLE when the provider is', async () => {
  const session = await kit.withHandbook();
  for (const how of [{ kind: 'status', status: 500 }, { kind: 'notJson' }, { kind: 'slow', ms: 1_000 }] as const) {
    peer.misbehave(how);
    const by = how.kind === 'slow' ? hasty : remote;
    expect(codeOf(await by.ask(session, askOperation, { question: 'Expenses?' }))).toBe('UPSTREAM_UNAVAILABLE');
  }
});
