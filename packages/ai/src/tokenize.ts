import { detectLatinLanguage, languageOfScript, type Language } from './language.ts';
import { stem } from './stem.ts';
import { stopWords } from './stopWords.ts';

/** Changes whenever `tokenize` gives other terms for the same text: what was indexed by another version must be indexed anew. */
export const tokenizerVersion = 1;

/** Terms are cut here: longer ones are data, not words. */
const maxTermLength = 64;

// Numbers keep their inner points (`1,000`, `v2.14.4`), names of languages their signs (`c++`, `c#`); everything else that is neither
// letter nor digit separates.
const wordPattern = /\p{L}?\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:\+\+|#(?![\p{L}\p{N}]))?/gu;
const latin = /^\p{Script=Latin}/u;
const ascii = /^[a-z]/;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const notAscii = /\P{ASCII}/u;
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/**
 * The terms of a text, in order, repetitions included: lower case, NFKC, without stop words, stemmed. The language is told
 * from the text itself, Chinese, Japanese, Thai, Lao, Khmer and Burmese are cut into words by dictionary. Documents, queries and
 * the offline embedder all use this one function, so that they agree on what a word is. Never throws.
 */
export function tokenize(text: string): string[] {
  const words = splitWords(text);
  const language = detectLatinLanguage(words);
  const terms: string[] = [];
  for (const word of words) {
    const term = toTerm(word, language);
    if (term !== null) terms.push(term);
  }
  return terms;
}

/** The words of a text as they stand, in lower case and NFKC. */
export function splitWords(text: string): string[] {
  const words = text.normalize('NFKC').toLowerCase().match(wordPattern) ?? [];
  return notAscii.test(text) ? words.flatMap(cutUnspaced) : words;
}

function cutUnspaced(run: string): string | string[] {
  if (!unspaced.test(run)) return run;
  return Array.from(segmenter.segment(run)).flatMap(({ segment, isWordLike }) => (isWordLike ? segment : []));
}

function toTerm(word: string, latinLanguage: Language): string | null {
  const language = ascii.test(word) || latin.test(word) ? latinLanguage : languageOfScript(word);
  if (language === null) return cut(word);
  return stopWords.get(language)?.has(word) ? null : cut(stem(word, language));
}

function cut(term: string): string {
  if (term.length <= maxTermLength) return term;
  return Array.from(term.slice(0, maxTermLength)).join('').toWellFormed();
}
