import { startFakeOpenAi, type FakeOpenAi, type Misbehaviour } from '@prism/testkit/fakeOpenAi';

import type { EmbeddingProvider, Vector } from './embeddings.ts';
import { createOfflineEmbeddings } from './offlineEmbeddings.ts';
import { createOpenAiEmbeddings, toBatches } from './openAiEmbeddings.ts';

const apiKey = 'sk-secret-of-the-test';
let peer: FakeOpenAi;

beforeAll(async () => {
  peer = await startFakeOpenAi();
});
afterAll(() => peer.close());

const openAi = ({ baseUrl } = peer, timeoutMs = 20_000) =>
  createOpenAiEmbeddings({ apiKey, baseUrl, model: 'fake', timeoutMs });

const cosine = (a: Vector, b: Vector) => {
  const dot = (x: Vector, y: Vector) => x.reduce((sum, value, index) => sum + value * (y[index] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
};

const providers: [string, () => EmbeddingProvider][] = [
  ['offline', createOfflineEmbeddings],
  ['OpenAI-compatible', () => openAi()],
];

describe.each(providers)('embeddings, %s', (_name, create) => {
  it('gives one finite vector a text, all of the same length', async () => {
    const provider = create();
    const vectors = await provider.embed(['Invoices are paid within 30 days.', '', '   ', '你好，世界', '\u{1F600}']);
    expect(vectors).toHaveLength(5);
    expect(new Set(vectors.map(({ length }) => length))).toEqual(new Set([provider.dimensions]));
    expect(vectors.flat().every(Number.isFinite)).toBe(true);
    expect(vectors.every((vector) => vector.some((value) => value !== 0))).toBe(true);
  });

  it('gives the same vector for the same text', async () => {
    const [first, again] = [await create().embed(['The same text']), await create().embed(['The same text'])];
    expect(first).toEqual(again);
  });

  it('puts related texts nearer than unrelated ones', async () => {
    const [query, near, far] = await create().embed([
      'How are invoices paid?',
      'An invoice is paid by bank transfer.',
      'Penguins breed on the coasts of Antarctica.',
    ]);
    expect(cosine(query!, near!)).toBeGreaterThan(cosine(query!, far!) + 0.1);
  });

  it('takes no text and many texts', async () => {
    const provider = create();
    expect(await provider.embed([])).toEqual([]);
    const texts = Array.from({ length: 2_500 }, (_, index) => `text number ${String(index)}`);
    const vectors = await provider.embed(texts);
    expect(vectors).toHaveLength(2_500);
    expect(vectors[2_400]).toEqual((await provider.embed([texts[2_400]!]))[0]);
  });
});

describe('the offline embedder', () => {
  it('says so in its name', () => {
    expect(createOfflineEmbeddings().model).toMatch(/^offline/);
  });
});

describe('an OpenAI-compatible endpoint', () => {
  const bad: [string, Misbehaviour][] = [
    ['garbage', { kind: 'garbage' }],
    ['no JSON', { kind: 'notJson' }],
    ['too few vectors', { kind: 'wrongCount' }],
    ['vectors of two lengths', { kind: 'wrongDimension' }],
    ['numbers that are none', { kind: 'notFinite' }],
    ['one index twice', { kind: 'twiceTheSameIndex' }],
    ['a closed connection', { kind: 'hangUp' }],
    ['500', { kind: 'status', status: 500 }],
    ['401', { kind: 'status', status: 401 }],
  ];
  it.each(bad)('that answers with %s is UPSTREAM_UNAVAILABLE, and names no key', async (_name, how) => {
    peer.misbehave(how);
    const error = await openAi()
      .embed(['one', 'two'])
      .catch((thrown: unknown) => thrown as Error);
    expect(error).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    const told = `${String(error)} ${String((error as Error).cause)} ${JSON.stringify(error)}`;
    expect(told).not.toContain('sk-');
  });

  it('that is slow is given up after the timeout, or when the caller gives up', async () => {
    // Of its own: what comes to it after the timeout is no answer to the next test.
    const slow = await startFakeOpenAi();
    slow.misbehaveAlways({ kind: 'slow', ms: 30_000 });
    await expect(openAi(slow, 150).embed(['one'])).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    const signal = AbortSignal.timeout(150);
    await expect(openAi(slow).embed(['one'], { signal })).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    await slow.close();
  });

  it.each([
    ['7', 7],
    ['0.2', 1],
    [new Date(Date.now() + 60_000).toUTCString(), expect.any(Number)],
    ['soon', undefined],
  ])('that answers 429 with Retry-After %s passes the seconds on', async (retryAfter, seconds) => {
    peer.misbehave({ kind: 'status', status: 429, retryAfter });
    await expect(openAi().embed(['one'])).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryAfter: seconds });
  });

  it('may answer in any order', async () => {
    const straight = await openAi().embed(['one', 'two', 'three']);
    peer.misbehave({ kind: 'shuffled' });
    expect(await openAi().embed(['one', 'two', 'three'])).toEqual(straight);
  });

  it('is asked with the key, and nowhere else is it sent', async () => {
    await openAi().embed(['one']);
    expect(peer.requests.at(-1)?.authorization).toBe(`Bearer ${apiKey}`);
    expect(JSON.stringify(peer.requests.at(-1)?.body)).not.toContain(apiKey);
  });
});

describe('batches', () => {
  it('hold at most 2,048 texts', () => {
    expect(toBatches(Array<string>(5_000).fill('x')).map(({ texts }) => texts.length)).toEqual([2_048, 2_048, 904]);
  });

  it('hold fewer tokens than a request may', () => {
    const batches = toBatches(Array<string>(100).fill('word '.repeat(4_000)));
    expect(batches.flatMap(({ texts }) => texts)).toHaveLength(100);
    expect(Math.max(...batches.map(({ tokens }) => tokens))).toBeLessThan(300_000);
  });

  it('refuse a text that no request can hold', () => {
    expect(() => toBatches(['word '.repeat(20_000)])).toThrow(RangeError);
  });
});
