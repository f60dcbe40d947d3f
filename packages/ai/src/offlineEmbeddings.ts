import type { EmbeddingProvider, Vector } from './embeddings.ts';
import { tokenize, tokenizerVersion } from './tokenize.ts';

// Looked up once: under jest, which runs code in a context of its own, that took most of the time.
const { imul, round, sqrt } = Math;

/** Twice as many make vectors twice as large, and blur a cosine by 0.7 times as much: features that share a place add up by chance. */
const dimensions = 512;
/** Changes with whatever makes other vectors of the same text. */
const version = 2;
/** A word counts in full, all of its character 4-grams together for this much: they find what stemming and spelling miss. */
const gramShare = 0.8;
const gramLength = 4;

/**
 * Vectors without a model: hashed terms and their character 4-grams, weighted by the root of how often they occur, of length 1. The same
 * text gives the same vector everywhere, in any language that `tokenize` cuts into words. Finds words and their relatives, not
 * meaning, and knows nothing of which words are rare: hence its small part in hybrid search.
 */
export function createOfflineEmbeddings(): EmbeddingProvider {
  return {
    model: `offline-hash-${String(dimensions)}-v${String(version)}.${String(tokenizerVersion)}`,
    dimensions,
    remote: false,
    hybridWeight: 0.04,
    embed: (texts) => Promise.resolve(texts.map(embedText)),
  };
}

function embedText(text: string): Vector {
  const vector = new Float64Array(dimensions);
  const counts = new Map<string, number>();
  for (const term of tokenize(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  for (const [term, count] of counts) addTerm(vector, term, sqrt(count));
  return normalise(vector);
}

function addTerm(vector: Float64Array, term: string, weight: number): void {
  add(vector, hash(term, 0, term.length), weight);
  const grams = term.length - gramLength + 1;
  if (grams < 2) return;
  const share = (weight * gramShare) / sqrt(grams);
  for (let start = 0; start < grams; start += 1) add(vector, hash(term, start, start + gramLength) ^ 0x5bd1e995, share);
}

function add(vector: Float64Array, hashed: number, weight: number): void {
  const index = (hashed >>> 1) % dimensions;
  // The sign keeps two features that share a place from adding up for every text.
  vector[index] = (vector[index] ?? 0) + (hashed & 1 ? weight : -weight);
}

/** FNV-1a over UTF-16 units, finished so that the low bits depend on every unit. */
function hash(text: string, start: number, end: number): number {
  let value = 0x811c9dc5;
  for (let index = start; index < end; index += 1) value = imul(value ^ text.charCodeAt(index), 0x01000193);
  value = imul(value ^ (value >>> 16), 0x45d9f3b);
  return (value ^ (value >>> 15)) >>> 0;
}

function normalise(vector: Float64Array): Vector {
  const length = sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  // A text without words points somewhere all the same: a vector without direction has no cosine.
  if (length === 0) return Array.from(vector, (_, index) => (index === 0 ? 1 : 0));
  return Array.from(vector, (value) => round((value / length) * 1e5) / 1e5);
}
