import { startFakeOpenAi, type FakeOpenAi, type Misbehaviour } from '@prism/testkit/fakeOpenAi';

import type { ChatProvider } from './chat.ts';
import { createOfflineChat } from './offlineChat.ts';
import { createOpenAiChat } from './openAiChat.ts';

let peer: FakeOpenAi;

beforeAll(async () => {
  peer = await startFakeOpenAi();
});
afterAll(() => peer.close());

const openAi = (timeoutMs = 5_000) =>
  createOpenAiChat({ apiKey: 'sk-test', baseUrl: peer.baseUrl, model: 'fake', timeoutMs });

const sources = [
  { heading: 'Handbook > Travel', text: 'Trips are booked by the office. Trains are preferred to planes.' },
  { heading: 'Handbook > Money', text: 'Expenses are refunded within 14 days. Send the receipts to finance.' },
];

const providers: [string, () => ChatProvider][] = [
  ['offline', createOfflineChat],
  ['OpenAI-compatible', () => openAi()],
];

describe.each(providers)('chat, %s', (_name, create) => {
  it('answers from the sources, with words that stand there', async () => {
    const given = await create().answer({ question: 'When are expenses refunded?', sources });
    expect(given.answered).toBe(true);
    expect(given.answer).toContain('14 days');
    expect(given.quotes.length).toBeGreaterThan(0);
    for (const { source, quote } of given.quotes) expect(sources[source]?.text).toContain(quote);
  });

  it('says when the sources do not answer', async () => {
    const given = await create().answer({ question: 'Who won the football championship in 1998?', sources });
    expect(given).toMatchObject({ answered: false, quotes: [] });
    expect(given.answer).not.toBe('');
    expect(await create().answer({ question: 'Who?', sources: [] })).toMatchObject({ answered: false });
  });
});

describe('the offline provider', () => {
  it('says in its name and in every answer that it is offline', async () => {
    const chat = createOfflineChat();
    expect(chat.model).toMatch(/^offline/);
    for (const question of ['When are expenses refunded?', 'Who won?']) {
      expect((await chat.answer({ question, sources })).answer).toMatch(/offline/i);
    }
  });

  it('does not answer by words that every text has', async () => {
    const termWeights = new Map([
      ['finance', 0.1],
      ['send', 0.1],
      ['quasar', 8],
    ]);
    const given = await createOfflineChat().answer({ question: 'Send finance a quasar', sources, termWeights });
    expect(given.answered).toBe(false);
  });
});

describe('an OpenAI-compatible endpoint', () => {
  afterEach(() => peer.say(null));

  const bad: Misbehaviour[] = [
    { kind: 'garbage' },
    { kind: 'notJson' },
    { kind: 'hangUp' },
    { kind: 'status', status: 503 },
    { kind: 'slow', ms: 2_000 },
  ];
  it.each(bad)('that misbehaves ($kind) is UPSTREAM_UNAVAILABLE', async (how) => {
    peer.misbehave(how);
    const asked = openAi(200).answer({ question: 'When?', sources });
    await expect(asked).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it.each(['I think so.', '{"answered": "yes"}', '[]'])('that says %s is UPSTREAM_UNAVAILABLE', async (content) => {
    peer.say(content);
    await expect(openAi().answer({ question: 'When?', sources })).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
    });
  });

  it('may fence its JSON; quotes of sources that are not there are dropped', async () => {
    const quotes = [
      { source: 2, quote: 'within 14 days' },
      { source: 9, quote: 'x' },
      { source: 0, quote: 'y' },
    ];
    peer.say('```json\n' + JSON.stringify({ answered: true, answer: 'Two weeks.', quotes }) + '\n```');
    expect(await openAi().answer({ question: 'When?', sources })).toEqual({
      answered: true,
      answer: 'Two weeks.',
      quotes: [{ source: 1, quote: 'within 14 days' }],
    });
  });
});
