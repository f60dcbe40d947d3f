import { startHttpPeer, type HttpBehaviour, type HttpPeer } from '@prism/testkit/httpPeer';

import { createReranker, findReranker } from './reranker.ts';

const apiKey = 'secret-of-the-test';
let peer: HttpPeer;
beforeAll(async () => {
  peer = await startHttpPeer();
});
afterAll(() => peer.close());
beforeEach(() => {
  peer.reset();
});

const create = (timeoutMs = 5_000) =>
  createReranker({ url: `${peer.url}/v2/rerank`, apiKey, model: 'judge', timeoutMs });
const say = (body: unknown): HttpBehaviour => ({ kind: 'answer', status: 200, body: JSON.stringify(body) });
const judged = (...results: [number, number][]) =>
  say({ id: 'x', results: results.map(([index, relevance_score]) => ({ index, relevance_score })), meta: {} });

test('asks with model, query and documents, and gives the scores in their order', async () => {
  peer.behave(judged([1, 0.9], [0, 0.2]));
  expect(await create().rerank('which?', ['this', 'that'])).toEqual([0.2, 0.9]);
  const [request] = peer.requests;
  expect(request).toMatchObject({ method: 'POST', path: '/v2/rerank', headers: { authorization: `Bearer ${apiKey}` } });
  expect(JSON.parse(String(request?.body))).toEqual({
    model: 'judge',
    query: 'which?',
    documents: ['this', 'that'],
    top_n: 2,
    return_documents: false,
  });
});

test('tells how many tokens were read, where the endpoint says so', async () => {
  const told: number[] = [];
  const options = { onTokens: (tokens: number) => told.push(tokens) };
  const results = [{ index: 0, relevance_score: 0.5 }];
  for (const more of [{ usage: { total_tokens: 42 } }, {}, { usage: { total_tokens: 'many' } }]) {
    peer.behave(say({ results, ...more }));
    expect(await create().rerank('which?', ['this'], options)).toEqual([0.5]);
  }
  expect(told).toEqual([42]);
});

test('asks nothing when there is nothing to judge', async () => {
  expect(await create().rerank('which?', [])).toEqual([]);
  expect(peer.requests).toEqual([]);
});

test.each<[string, HttpBehaviour]>([
  ['500', { kind: 'answer', status: 500, body: `{"message":"${apiKey}"}` }],
  ['429', { kind: 'answer', status: 429 }],
  ['401', { kind: 'answer', status: 401, body: apiKey }],
  [
    'a redirect, which would be given the key',
    { kind: 'answer', status: 307, headers: { location: 'http://127.0.0.1:1/' } },
  ],
  ['no JSON', { kind: 'answer', status: 200, body: '<html>a proxy' }],
  ['another form', say({ data: [1, 2] })],
  ['null', say(null)],
  ['too few judgements', judged([0, 0.5])],
  ['one index twice', judged([0, 0.5], [0, 0.6])],
  ['an index beyond the documents', judged([0, 0.5], [2, 0.6])],
  ['an index below them', judged([0, 0.5], [-1, 0.6])],
  [
    'a score that is none',
    say({
      results: [
        { index: 0, relevance_score: null },
        { index: 1, relevance_score: 1 },
      ],
    }),
  ],
  ['a reset connection', { kind: 'drop' }],
])('%s is UPSTREAM_UNAVAILABLE, and names no key', async (_name, how) => {
  peer.behave(how);
  const error = await create()
    .rerank('which?', ['this', 'that'])
    .catch((thrown: unknown) => thrown as Error);
  expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  expect(`${String(error)} ${String((error as Error).cause)} ${JSON.stringify(error)}`).not.toContain(apiKey);
});

test.each<HttpBehaviour>([{ kind: 'hang' }, { kind: 'drip', status: 200 }])(
  '$kind ends with the timeout',
  async (how) => {
    peer.behave(how, how);
    await expect(create(100).rerank('which?', ['this'])).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    const signal = AbortSignal.timeout(100);
    await expect(create().rerank('which?', ['this'], { signal })).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
    });
  },
);

test('there is one where the environment names one', () => {
  const env = { RERANK_MODEL: 'judge', RERANK_TIMEOUT_MS: 3_000 };
  expect(findReranker(env)).toBeUndefined();
  expect(findReranker({ ...env, RERANK_URL: peer.url })?.model).toBe('judge');
});
