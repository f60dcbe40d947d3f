import { newStemmer } from 'snowball-stemmers';

import type { Language } from './language.ts';

type Stemmer = { stem: (word: string) => string };

const cacheSize = 50_000;
const stemmers = new Map<Language, (word: string) => string>();

/** A word's stem by Snowball's algorithm for the language. `word` is in lower case. */
export function stem(word: string, language: Language): string {
  let cached = stemmers.get(language);
  if (!cached) {
    cached = cache(newStemmer(language));
    stemmers.set(language, cached);
  }
  return cached(word);
}

// A stem costs 15 µs and texts repeat their words. Two generations: what was used since the last turn survives it.
function cache(stemmer: Stemmer): (word: string) => string {
  let young = new Map<string, string>();
  let old = new Map<string, string>();
  return (word) => {
    const known = young.get(word);
    if (known !== undefined) return known;
    const stemmed = old.get(word) ?? stemmer.stem(word);
    if (young.size >= cacheSize) {
      old = young;
      young = new Map();
    }
    young.set(word, stemmed);
    return stemmed;
  };
}
