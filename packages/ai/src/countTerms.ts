import { detectLatinLanguage, isLatin, latinLanguages, type LatinLanguage } from './language.ts';
import { splitWords, toTerms } from './tokenize.ts';

/** What an inverted index keeps of a text. */
export interface CountedTerms {
  /** Distinct, in the order of code units, which is the order of the index. */
  readonly terms: readonly string[];
  /** How often each occurs. */
  readonly frequencies: readonly number[];
  /** How many terms there are, repetitions counted: BM25's length. */
  readonly length: number;
}

/**
 * The terms of a text as `tokenize` gives them, counted. A text with words in Latin letters has one more, `languageTerm` of the
 * language they were taken for, so that the index knows what its queries may be in; it does not count in `length`.
 */
export function countTerms(text: string): CountedTerms {
  const words = splitWords(text);
  const language = detectLatinLanguage(words) ?? 'english';
  const counts = new Map<string, number>();
  let length = 0;
  for (const word of words) {
    for (const term of toTerms(word, language)) {
      counts.set(term, (counts.get(term) ?? 0) + 1);
      length += 1;
    }
  }
  if (words.some(isLatin)) counts.set(languageTerm(language), 1);
  const terms = [...counts.keys()].sort();
  return { terms, frequencies: terms.map((term) => counts.get(term) ?? 0), length };
}

/** The term under which all texts of a language are found. No word gives it. */
export function languageTerm(language: LatinLanguage): string {
  return `@${language}`;
}

/** The languages by their terms. */
export const languageTerms: ReadonlyMap<string, LatinLanguage> = new Map(
  latinLanguages.map((language) => [languageTerm(language), language]),
);
