import { stopWords } from './stopWords.ts';

/** Languages whose words the tokenizer knows how to stem. */
export type Language =
  | 'arabic'
  | 'armenian'
  | 'danish'
  | 'dutch'
  | 'english'
  | 'finnish'
  | 'french'
  | 'german'
  | 'hungarian'
  | 'italian'
  | 'norwegian'
  | 'portuguese'
  | 'russian'
  | 'spanish'
  | 'swedish'
  | 'tamil'
  | 'turkish';

/** Words looked at: more does not change the outcome. */
const sample = 400;
const latinLanguages = [...stopWords.keys()].filter((language) => language !== 'russian');

// Word → the positions in `latinLanguages` of the languages that have it as a stop word: one lookup a word.
const votes = new Map<string, number[]>();
latinLanguages.forEach((language, index) => {
  for (const word of stopWords.get(language) ?? []) votes.set(word, [...(votes.get(word) ?? []), index]);
});

/**
 * The language of a text in Latin script, told by its stop words: the one with most of them, at least two and more than
 * English has; English otherwise. Short texts of names and nouns therefore count as English, in documents and queries alike.
 */
export function detectLatinLanguage(words: readonly string[]): Language {
  const counts = latinLanguages.map(() => 0);
  for (const word of words.slice(0, sample)) {
    for (const index of votes.get(word) ?? []) counts[index] = (counts[index] ?? 0) + 1;
  }
  let best = latinLanguages.indexOf('english');
  counts.forEach((count, index) => {
    if (count >= 2 && count > (counts[best] ?? 0)) best = index;
  });
  return (latinLanguages[best] ?? 'english') as Language;
}

const scripts: readonly (readonly [RegExp, Language])[] = [
  [/^\p{Script=Cyrillic}/u, 'russian'],
  [/^\p{Script=Arabic}/u, 'arabic'],
  [/^\p{Script=Armenian}/u, 'armenian'],
  [/^\p{Script=Tamil}/u, 'tamil'],
];

/** The language by which to stem a word of another script than Latin; null where there is no stemmer. */
export function languageOfScript(word: string): Language | null {
  return scripts.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}
