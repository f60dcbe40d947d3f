import { isLatin, likelyLanguages, type LatinLanguage } from './language.ts';
import { splitWords, toTerms } from './tokenize.ts';

/** A word of a query, or the beginning of one: the terms that stand for it, one for each way in which documents may have it. */
export type QueryWord = readonly string[];

/**
 * The words of a query, without repetitions and stop words. `passages` says how many passages there are in each language: words in
 * Latin letters are stemmed as those of the languages are in which the query may be. Terms of one word are one thing to a
 * ranking: their frequencies add up. Never throws.
 */
export function queryTerms(text: string, passages: ReadonlyMap<LatinLanguage, number>): QueryWord[] {
  const words = splitWords(text);
  const languages = likelyLanguages(words, passages);
  const seen = new Set<string>();
  const fresh = (terms: readonly (string | undefined)[]) => terms.filter((term) => isNew(term, seen));
  return [...new Set(words)]
    .flatMap((word) => {
      const ways = (isLatin(word) ? languages : languages.slice(0, 1)).map((language) => toTerms(word, language));
      return [fresh(ways.map(([stem]) => stem)), fresh(ways.map(([, beginning]) => beginning))];
    })
    .filter((terms) => terms.length > 0);
}

function isNew(term: string | undefined, seen: Set<string>): term is string {
  if (term === undefined || seen.has(term)) return false;
  seen.add(term);
  return true;
}
