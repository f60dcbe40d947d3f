import { createRandom } from '@prism/evaluation/random';

/** Words that the index counts: stop words would be left out. */
const vocabulary = 150_000;
/** Zipf's law as Mandelbrot has it. Without stop words the first ranks are about equally frequent: the commonest word is in half of the chunks. */
const flatRanks = 30;
/** A chunk of some 400 tokens has about this many words that count. */
const shortest = 120;
const longest = 240;
const queryWords = 8;

/** Chunks of an organization, the same for the same seed. */
export interface SyntheticTexts {
  /** Ranks of the words of a chunk, in order. Chunks come one after the other. */
  nextChunk(): Int32Array;
}

/** A word by its rank. It has a digit at its end, so that no stemmer touches it. */
export const wordOf = (rank: number) => `w${rank}`;

export function createTexts(seed: number): SyntheticTexts {
  const random = createRandom(seed);
  return {
    nextChunk() {
      const length = shortest + Math.floor(random() * (longest - shortest));
      return Int32Array.from({ length }, () => rankAt(random()));
    },
  };
}

function rankAt(share: number): number {
  return Math.floor(flatRanks * ((vocabulary + flatRanks) / flatRanks) ** share) - flatRanks;
}

/** Words from the midst of a chunk, common and rare ones as it has them. */
export function queryFrom(chunk: Int32Array, random: () => number): string {
  const words = new Set<string>();
  while (words.size < queryWords) words.add(wordOf(chunk[Math.floor(random() * chunk.length)] ?? 0));
  return [...words].join(' ');
}
