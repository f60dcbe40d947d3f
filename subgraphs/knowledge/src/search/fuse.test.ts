import { createOfflineEmbeddings } from '@prism/ai/offlineEmbeddings';
import { createOpenAiEmbeddings } from '@prism/ai/openAiEmbeddings';

import { fuse } from './fuse.ts';
import type { Hit } from './hit.ts';
import { ndcg10, type JudgedSet } from './testing/judgedSet.ts';
import { legsOf, type EmbedQuestion } from './testing/memoryLegs.ts';
import { noise, understanding } from './testing/simulatedEmbedders.ts';

const offline = createOfflineEmbeddings();
const remoteWeight = createOpenAiEmbeddings({ apiKey: 'k', model: 'any' }).hybridWeight;

/** Hits named by letters, with these scores. */
const hits = (scores: Readonly<Record<string, number>>): Hit[] =>
  Object.entries(scores).map(([chunkId, score]) => ({ chunkId, score }));
const order = (found: readonly Hit[]) => found.map(({ chunkId }) => chunkId).join('');

test('without a word in common the vectors decide, and without a vector the words', () => {
  const byVector = hits({ b: 0.9, a: 0.2 });
  const byTerms = { hits: hits({ a: 3, b: 1 }), ceiling: 4 };
  expect(
    fuse({ byTerms: { hits: [], ceiling: 0 }, byVector, vectorWeight: 0.01 }).map(({ chunkId }) => chunkId),
  ).toEqual(['b', 'a']);
  expect(order(fuse({ byTerms, byVector: [], vectorWeight: 0.99 }))).toBe('ab');
  expect(fuse({ byTerms: { hits: [], ceiling: 0 }, byVector: [], vectorWeight: 0.5 })).toEqual([]);
});

test('the leg that is sure of a passage wins over the one that is indifferent', () => {
  const sure = { x: 9, a: 2, b: 2, c: 2, d: 2, y: 1 };
  const indifferent = { y: 9, a: 8.9, b: 8.9, c: 8.9, d: 8.9, x: 0 };
  const scaled = (scores: object) =>
    hits(Object.fromEntries(Object.entries(scores).map(([id, score]) => [id, Number(score) / 10])));
  const both = (terms: object, vectors: object) =>
    fuse({ byTerms: { hits: scaled(terms), ceiling: 1 }, byVector: scaled(vectors), vectorWeight: 0.5 })[0]?.chunkId;
  expect(both(sure, indifferent)).toBe('x');
  expect(both(indifferent, sure)).toBe('x');
});

test('scores are comparable between queries: what fits well by itself scores higher', () => {
  const best = (share: number, cosine: number) =>
    fuse({
      byTerms: { hits: hits({ a: share }), ceiling: 1 },
      byVector: hits({ a: cosine, b: 0 }),
      vectorWeight: 0.5,
    })[0]?.score ?? 0;
  expect(best(0.9, 0.9)).toBeCloseTo(0.9);
  expect(best(0.1, 0.1)).toBeCloseTo(0.1);
  expect(best(0.9, 0.1)).toBeCloseTo(0.5);
  expect(best(0, -1)).toBe(0);
});

/** Documents of words of a Zipfian language; each question takes some words of one document, and misspells some. */
function makeSet(): JudgedSet {
  let seed = 11;
  const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const syllables = ['ka', 'lo', 'mi', 'ran', 'tu', 'ves', 'po', 'shi', 'gar', 'ne'];
  const word = (rank: number) =>
    String(rank + 137)
      .split('')
      .map((digit) => syllables[Number(digit)])
      .join('');
  const pick = () => word(Math.floor(1_500 ** random()));
  const documents = Array.from({ length: 300 }, (_, id) => ({
    id: String(id),
    text: Array.from({ length: 60 }, pick).join(' '),
  }));
  const questions = documents.slice(0, 150).map(({ id, text }) => {
    const words = text.split(' ').filter(() => random() < 0.08);
    const asked = words.map((one) => (random() < 0.4 ? `${one.slice(0, -1)}x` : one));
    return { text: [...asked, pick(), pick()].join(' '), judgements: new Map([[id, 1]]) };
  });
  return { name: 'made', documents, questions };
}

test.each<[string, EmbedQuestion, number, number]>([
  ['the offline embedder', understanding(0), offline.hybridWeight, 0.005],
  ['one that understands a little', understanding(0.15), remoteWeight, 0.005],
  ['one that understands much', understanding(0.6), remoteWeight, 0.005],
  ['noise that counts as the offline embedder does', noise, offline.hybridWeight, 0.02],
])('HYBRID is as good as the better of its legs, with %s', async (_name, embedQuestion, vectorWeight, tolerance) => {
  const legs = await legsOf(makeSet(), offline, embedQuestion);
  const mean = (of: (one: (typeof legs)[number]) => readonly Hit[]) =>
    legs.reduce((sum, one) => sum + ndcg10(one.question, of(one)), 0) / legs.length;
  const keyword = mean(({ byTerms }) => byTerms.hits);
  const vector = mean(({ byVector }) => byVector);
  const hybrid = mean(({ byTerms, byVector }) => fuse({ byTerms, byVector, vectorWeight }));
  expect(keyword).toBeGreaterThan(0.3);
  expect(keyword).toBeLessThan(0.9);
  expect(hybrid).toBeGreaterThan(Math.max(keyword, vector) - tolerance);
  if (vector > keyword + 0.01) expect(hybrid).toBeGreaterThan(keyword + 0.01);
});
