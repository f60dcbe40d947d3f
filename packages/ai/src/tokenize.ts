import { detectLatinLanguage, isLatin, languageOfScript, type Language } from './language.ts';
import { normalise } from './normalise.ts';
import { stem } from './stem.ts';
import { stopWords } from './stopWords.ts';

/** Changes whenever `tokenize` gives other terms for the same text: what was indexed by another version must be indexed anew. */
export const tokenizerVersion = 3;

/** Terms are cut here: longer ones are data, not words. */
const maxTermLength = 64;

// Numbers keep their inner points (`1,000`, `v2.14.4`), names of languages their signs (`c++`, `c#`); everything else that is neither
// letter nor digit separates.
const wordPattern = /\p{L}?\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:\+\+|#(?![\p{L}\p{N}]))?/gu;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const hangul = /\p{Script=Hangul}/u;
const hangulRuns = /\p{Script=Hangul}+|\P{Script=Hangul}+/gu;
const notAscii = /\P{ASCII}/u;
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/**
 * The terms of a text, in order, repetitions included: normalised, without stop words, stemmed; see `toTerms`. The language is told
 * from the text itself, Chinese, Japanese, Thai, Lao, Khmer and Burmese are cut into words by dictionary, Korean into pairs of
 * syllables. Documents, queries and the offline embedder all use this one tokenizer, so that they agree on what a word is. Never
 * throws.
 */
export function tokenize(text: string): string[] {
  const words = splitWords(text);
  const language = detectLatinLanguage(words) ?? 'english';
  return words.flatMap((word) => toTerms(word, language));
}

/** The words of a text as they stand, but for what `normalise` does to them. */
export function splitWords(text: string): string[] {
  const words = normalise(text).match(wordPattern) ?? [];
  return notAscii.test(text) ? words.flatMap(cutUnspaced) : words;
}

/**
 * The terms that stand for a word: its stem, and, in a language that builds long words, the beginning of it; none for a stop word.
 * The language decides for words in Latin letters only.
 */
export function toTerms(word: string, latinLanguage: Language): readonly string[] {
  const language = isLatin(word) ? latinLanguage : languageOfScript(word);
  // What is too long for a term is too long for a stemmer, too: some take the square of its length.
  if (word.length > maxTermLength) return [cut(word)];
  if (language === null) return unspacedStopWords.has(word) ? [] : [word.replace(longVowel, '')];
  if (stopWords.get(language)?.has(word)) return [];
  const term = stem(word, language);
  return buildsWords.has(language) && term.length >= beginning ? [term, `${term.slice(0, beginning)}*`] : [term];
}

// Where words are joined (Gericht, Gerichtsverfahren) or grow by endings that no stemmer takes off, relatives share their beginning.
// Five letters of it do as well as a dictionary (Can et al. 2008, "Information retrieval on Turkish texts", call it F5).
const beginning = 5;
const buildsWords: ReadonlySet<Language> = new Set<Language>([
  ...(['danish', 'dutch', 'finnish', 'german', 'hungarian', 'norwegian', 'swedish', 'turkish'] as const),
]);

// The end of a Japanese loan word is written long or short; with fewer letters it is another word.
const longVowel = /(?<=^[ァ-ヺー]{3,})ー$/u;

// Particles of Chinese and Japanese: they are in nearly every passage.
const unspacedStopWords = stopWords.get('unspaced') ?? new Set<string>();

function cutUnspaced(run: string): string | string[] {
  if (hangul.test(run)) return run.match(hangulRuns)?.flatMap(cutKorean) ?? [];
  return unspaced.test(run) ? cutByDictionary(run) : run;
}

// A Korean word carries its particles with it, and no dictionary here knows them: pairs of syllables find the word all the same.
function cutKorean(run: string): string | string[] {
  if (!hangul.test(run)) return unspaced.test(run) ? cutByDictionary(run) : run;
  const syllables = Array.from(run);
  if (syllables.length < 3) return run;
  return syllables.slice(1).map((syllable, index) => `${syllables[index] ?? ''}${syllable}`);
}

function cutByDictionary(run: string): string[] {
  return Array.from(segmenter.segment(run)).flatMap(({ segment, isWordLike }) => (isWordLike ? segment : []));
}

function cut(term: string): string {
  return Array.from(term.slice(0, maxTermLength)).join('').toWellFormed();
}
