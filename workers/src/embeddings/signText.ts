import { nfkc } from '@prism/ai/nfkc';
import type { Signature } from '@prism/knowledge/domain';

const { imul } = Math;

/** Hashes of a signature. Two signatures tell how alike two texts are to 0.025, at most of the time. */
const hashCount = 256;
/**
 * Bands, and hashes a band: texts that have 80 of 100 runs in common share a band but for 2 in 1,000, those with 90 but for one in
 * a million; of those with 40, one in six is looked at in vain.
 */
const bandCount = 16;
const bandSize = 5;
/** Words of a run. */
const runLength = 3;
/** Words between two moments at which others may run. */
const stretch = 2_000;

// In scripts that put no spaces between words a letter counts as one.
const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** An odd multiplier and a summand for each hash. Always the same: signatures of different days are compared. */
const factors = Int32Array.from({ length: hashCount }, (_, index) => mix(2 * index + 1) | 1);
const summands = Int32Array.from({ length: hashCount }, (_, index) => mix(~index));

/**
 * MinHash of a text over all runs of three words, in lower case and NFKC, whatever lies between the words. The same text has the
 * same signature; null of a text without words.
 */
export async function signText(text: string, breathe: () => Promise<void>): Promise<Signature | null> {
  const least = new Int32Array(hashCount).fill(0x7fffffff);
  let words: number[] = [];
  let seen = 0;
  for (const [word] of nfkc(text).toLowerCase().matchAll(wordPattern)) {
    words.push(hashWord(word));
    seen += 1;
    if (words.length < stretch) continue;
    takeIn(least, runsOf(words));
    words = words.slice(1 - runLength);
    await breathe();
  }
  if (seen === 0) return null;
  // A text of one or two words is one run.
  takeIn(least, seen < runLength ? [hashRun(words)] : runsOf(words));
  return { hashes: Buffer.from(least.map((hash) => hash & 0xff)).toString('hex'), bands: bandsOf(least) };
}

const hashRun = (words: readonly number[]) => words.reduce((hash, word) => mix(imul(hash, 31) + word), 7);

function runsOf(words: readonly number[]): number[] {
  return words.slice(runLength - 1).map((_, start) => hashRun(words.slice(start, start + runLength)));
}

// Gone through 256 times for every word: what is compared stays a whole number of 32 bits. Mixed each time: a multiplication alone keeps
// differences of runs, and the least of one hash would tell of the least of others.
function takeIn(least: Int32Array, runs: readonly number[]): void {
  for (let index = 0; index < hashCount; index += 1) {
    const factor = factors[index] ?? 1;
    const summand = summands[index] ?? 0;
    let hash = least[index] ?? 0;
    for (const run of runs) hash = Math.min(hash, mix(imul(run, factor) + summand));
    least[index] = hash;
  }
}

/** Two halves of 32 bits each: two different runs of hashes have the same band once in 10^19. */
function bandsOf(hashes: Int32Array): string[] {
  return Array.from({ length: bandCount }, (_, band) => {
    const some = hashes.subarray(band * bandSize, (band + 1) * bandSize);
    const [high, low] = [band + 1, -band - 1].map((seed) =>
      some.reduce((hash, part) => mix(imul(hash, 31) + part), mix(seed)),
    );
    return BigInt.asIntN(64, (BigInt((high ?? 0) >>> 0) << 32n) | BigInt((low ?? 0) >>> 0)).toString();
  });
}

/** FNV-1a over UTF-16 units. */
function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < word.length; index += 1) hash = imul(hash ^ word.charCodeAt(index), 0x01000193);
  return mix(hash);
}

/** Spreads each bit over all 32 (the finalizer of MurmurHash3). */
function mix(value: number): number {
  let hash = value | 0;
  hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
