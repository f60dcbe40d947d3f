import { stemmer as arabic } from '@orama/stemmers/arabic';
import { stemmer as armenian } from '@orama/stemmers/armenian';
import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as greek } from '@orama/stemmers/greek';
import { stemmer as hindi } from '@orama/stemmers/indian';
import { stemmer as hungarian } from '@orama/stemmers/hungarian';
import { stemmer as indonesian } from '@orama/stemmers/indonesian';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as romanian } from '@orama/stemmers/romanian';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { stemmer as tamil } from '@orama/stemmers/tamil';
import { stemmer as turkish } from '@orama/stemmers/turkish';
import { newStemmer } from 'snowball-stemmers';

import type { Language } from './language.ts';

const cacheSize = 50_000;

// Snowball's algorithms, all of them. English is from another package, because this one has Porter's first algorithm, which
// cuts more ("general" and "generate" are one) and finds less.
const englishStemmer = newStemmer('english');
const algorithms: Readonly<Record<Language, (word: string) => string>> = {
  ...{ arabic, armenian, danish, dutch, finnish, french, german, greek, hindi, hungarian, indonesian, italian },
  ...{ norwegian, portuguese, romanian, russian, spanish, swedish, tamil, turkish },
  english: (word) => englishStemmer.stem(word),
};
const stemmers = new Map<Language, (word: string) => string>();

/** A word's stem by Snowball's algorithm for the language; never empty unless the word is. `word` is in lower case. */
export function stem(word: string, language: Language): string {
  let cached = stemmers.get(language);
  if (!cached) {
    cached = cache(algorithms[language]);
    stemmers.set(language, cached);
  }
  return cached(word) || word;
}

// A stem costs up to 15 µs and texts repeat their words. Two generations: what was used since the last turn survives it.
function cache(stemWord: (word: string) => string): (word: string) => string {
  let young = new Map<string, string>();
  let old = new Map<string, string>();
  return (word) => {
    const known = young.get(word);
    if (known !== undefined) return known;
    const stemmed = old.get(word) ?? stemWord(word);
    if (young.size >= cacheSize) {
      old = young;
      young = new Map();
    }
    young.set(word, stemmed);
    return stemmed;
  };
}
