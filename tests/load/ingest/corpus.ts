import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createRandom } from '@prism/evaluation/random';

/** A document as `corpus.jsonl` has it. */
export interface CorpusDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** text/plain unless told. */
  readonly contentType?: string;
}

/** The first `count` documents of `folder`/corpus.jsonl, or as many made-up ones. */
export async function readCorpus(folder: string | undefined, count: number): Promise<readonly CorpusDocument[]> {
  if (folder === undefined) return makeCorpus(count);
  const lines = (await readFile(path.join(folder, 'corpus.jsonl'), 'utf8')).split('\n').filter((line) => line !== '');
  return lines.slice(0, count).map((line) => JSON.parse(line) as CorpusDocument);
}

// How long SciFact's titles and abstracts are, in characters: the least, then every tenth and every twentieth, then the most.
const titleLengths = [2, 55, 68, 78, 87, 94, 102, 112, 125, 143, 300];
const textLengths = [
  174, 682, 805, 905, 976, 1028, 1077, 1127, 1187, 1264, 1330, 1396, 1469, 1544, 1628, 1703, 1784, 1869, 2012, 2323,
  10_000,
];
const vocabularySize = 30_000;
const syllables = [
  'ra',
  'to',
  'mi',
  'ken',
  'sul',
  'pho',
  'ent',
  'a',
  'gly',
  'cor',
  'is',
  'ne',
  'ver',
  'ox',
  'di',
  'tam',
  'lu',
  'ost',
];

/** The same documents each time: as long as SciFact's, with words as unevenly frequent as those of a language. */
export function makeCorpus(count: number): CorpusDocument[] {
  const random = createRandom(5183);
  const words = Array.from({ length: vocabularySize }, () => makeWord(random));
  // Zipf: the word of rank r comes about 1/r times as often as the first.
  const word = () => words[Math.floor(vocabularySize ** random()) - 1] ?? 'word';
  return Array.from({ length: count }, (_, number) => ({
    id: String(number + 1),
    title: makeText(word, pickLength(titleLengths, random())),
    text: makeText(word, pickLength(textLengths, random())),
  }));
}

function makeWord(random: () => number): string {
  const length = 1 + Math.floor(random() * 4);
  return Array.from({ length }, () => syllables[Math.floor(random() * syllables.length)]).join('');
}

function makeText(word: () => string, length: number): string {
  let text = '';
  for (let count = 1; text.length < length; count += 1) text += count % 18 === 0 ? `${word()}. ` : `${word()} `;
  return text.trim();
}

function pickLength(quantiles: readonly number[], at: number): number {
  const place = at * (quantiles.length - 1);
  const below = quantiles[Math.floor(place)] ?? 0;
  const above = quantiles[Math.ceil(place)] ?? below;
  return Math.round(below + (above - below) * (place % 1));
}
