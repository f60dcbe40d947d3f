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
import { stemArabic } from './stemArabic.ts';

const cacheSize = 50_000;

// Snowball's algorithms, but for Arabic. English is from another package, because this one has Porter's first algorithm, which
// cuts more ("general" and "generate" are one) and finds less. Accents that people leave out, above all on capitals, go when the stem
// is found; in English, where they help nobody, before. What Snowball itself does about them stays: ä is no a in Swedish.
const englishStemmer = newStemmer('english');
const algorithms: Readonly<Record<Language, (word: string) => string>> = {
  ...{ armenian, danish, dutch, finnish, greek, hindi, hungarian, indonesian },
  ...{ norwegian, romanian, russian, swedish, tamil },
  arabic: stemArabic,
  english: (word) => englishStemmer.stem(withoutAccents(word)),
  // Where there is no ä on the keyboard.
  german: (word) => german(word.replace(/([ao]|(?<![aeq])u)e/g, '$1\u0308').normalize('NFC')),
  french: (word) => withoutAccents(french(word)),
  italian: (word) => withoutAccents(italian(word)),
  portuguese: (word) => withoutAccents(portuguese(word)),
  // ñ is a letter of its own.
  spanish: (word) => spanish(word).replaceAll('ü', 'u'),
  // A capital I is either of two letters. Circumflexes went out of use.
  turkish: (word) => turkish(word.replace(/[âîû]/g, withoutAccents)).replaceAll('ı', 'i'),
  vietnamese: toneLast,
};

const notAscii = /\P{ASCII}/u;

function withoutAccents(word: string): string {
  return notAscii.test(word) ? word.normalize('NFD').replace(/\p{Mn}/gu, '') : word;
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** A syllable has one tone. On which of its vowels it is written changed: hòa, hoà. */
function toneLast(syllable: string): string {
  const letters = syllable.normalize('NFD');
  return letters.replace(tones, '').normalize('NFC') + (letters.match(tones)?.join('') ?? '');
}

const stemmers = new Map<Language, (word: string) => string>();

/** A word's stem by the algorithm for the language; never empty unless the word is. `word` is normalised. */
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
