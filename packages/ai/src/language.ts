import { stopWords } from './stopWords.ts';

/** Languages whose words the tokenizer knows how to stem. */
export type Language =
  (typeof latinLanguages)[number] | 'arabic' | 'armenian' | 'greek' | 'hindi' | 'russian' | 'tamil';

const latinLanguages = [
  'danish',
  'dutch',
  'english',
  'finnish',
  'french',
  'german',
  'hungarian',
  'indonesian',
  'italian',
  'norwegian',
  'portuguese',
  'romanian',
  'spanish',
  'swedish',
  'turkish',
  'vietnamese',
] as const;

/** A language that is written in Latin letters: which one a text is in must be told from its words. */
export type LatinLanguage = (typeof latinLanguages)[number];

/** Words looked at: more does not change the outcome. */
const sample = 400;
/** How much likelier a stop word is in its own language than in another one. */
const tells = 100;
/** Languages that are less likely than this, measured by the likeliest one, are out of the question. */
const worthTrying = 0.05;

// Word → the languages that have it as a stop word: one lookup a word.
const votes = new Map<string, LatinLanguage[]>();
for (const language of latinLanguages) {
  for (const word of stopWords.get(language) ?? []) votes.set(word, [...(votes.get(word) ?? []), language]);
}

function countVotes(words: readonly string[]): Map<LatinLanguage, number> {
  const counts = new Map<LatinLanguage, number>();
  for (const word of words.slice(0, sample)) {
    for (const language of votes.get(word) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return counts;
}

/**
 * The language of a text in Latin letters, told by its stop words: the one with most of them, at least two and more than
 * English has. Null when the words do not tell.
 */
export function detectLatinLanguage(words: readonly string[]): LatinLanguage | null {
  const counts = countVotes(words);
  const english = counts.get('english') ?? 0;
  let best: LatinLanguage | null = english >= 2 ? 'english' : null;
  let most = Math.max(english, 1);
  for (const [language, count] of counts) {
    if (count > most) [best, most] = [language, count];
  }
  return best;
}

/**
 * The languages that a query in Latin letters may be in, judged by its stop words and by how many passages the organization
 * has in each: a question of three nouns is in the language of the documents, and in two if they are.
 */
export function likelyLanguages(
  words: readonly string[],
  passages: ReadonlyMap<LatinLanguage, number>,
): readonly LatinLanguage[] {
  const counts = countVotes(words);
  const weights = [...passages].map(
    ([language, count]) => [language, Math.log(count) + (counts.get(language) ?? 0) * Math.log(tells)] as const,
  );
  const best = Math.max(...weights.map(([, weight]) => weight));
  const likely = weights.filter(([, weight]) => weight >= best + Math.log(worthTrying)).map(([language]) => language);
  return likely.length > 0 ? likely.sort() : [detectLatinLanguage(words) ?? 'english'];
}

const latin = /^\p{Script=Latin}/u;
const ascii = /^[a-z]/;

/** Whether a word (lower case) is in Latin letters. */
export function isLatin(word: string): boolean {
  return ascii.test(word) || latin.test(word);
}

const scripts: readonly (readonly [RegExp, Language])[] = [
  [/^\p{Script=Cyrillic}/u, 'russian'],
  [/^\p{Script=Arabic}/u, 'arabic'],
  [/^\p{Script=Greek}/u, 'greek'],
  [/^\p{Script=Devanagari}/u, 'hindi'],
  [/^\p{Script=Armenian}/u, 'armenian'],
  [/^\p{Script=Tamil}/u, 'tamil'],
];

/** The language by which to stem a word of another script than Latin; null where there is no stemmer. */
export function languageOfScript(word: string): Language | null {
  return scripts.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}

/** All Latin languages, in the order of their names. */
export { latinLanguages };
