import { nfkc } from './nfkc.ts';

/** One letter for those that a reader takes for the same, whatever the language: what Lucene's normalisers bring together, and ICU. */
const letters: ReadonlyMap<string, string> = new Map(
  [
    // Arabic, with the letters that Persian and Urdu write in their stead.
    ...['آأإٱ ا', 'ؤ و', 'ىیےۓئې ي', 'ک ك', 'ةهۀۂہۃەھ ه'],
    // Romanian with commas, which old texts have as cedillas; Russian, where the dots are mostly left out; French; Hindi.
    ...['ș ş', 'ț ţ', 'ё е', 'œ oe', '\u0901 \u0902'],
    // The end of a word has a letter of its own in Greek.
    'ς σ',
  ].flatMap((line) => {
    const [from = '', to = ''] = line.split(' ');
    return Array.from(from, (letter) => [letter, to] as const);
  }),
);

const notAscii = /\P{ASCII}/u;
const greek = /\p{Script=Greek}/u;
const digit = /\p{Nd}/u;
// Soft hyphens, joiners, marks of direction; what stands above or below Arabic, Hebrew and Hindi consonants, or stretches them: most
// writers leave it out.
const unseen = '[\\p{Cf}--[\\u200b\\u200c]][\\p{Mn}&&[\\p{scx=Arab}\\p{scx=Hebr}]]\\u0640\\u093c';
const variant = new RegExp(`[${[...letters.keys()].join('')}${greek.source}[${digit.source}--[0-9]]${unseen}]`, 'gv');
/** It parts words in Persian, not in Indic scripts. */
const nonJoiner = /(?<=\p{M})\u200c/gu;
/** Compatibility forms take the Thai and Lao vowel "am" apart, and no dictionary knows its words any more. */
const am = /(\u0e4d|\u0ecd)([\u0e48-\u0e4b\u0ec8-\u0ecb]?)[\u0e32\u0eb2]/g;
/** Before another consonant, Hindi writes an n or m also as a dot. */
const nasal = /[ङञणनम]\u094d(?=[क-म])/g;

/** A text as the tokenizer compares it: lower case, NFKC, digits as 0 to 9, and one spelling where readers know several. */
export function normalise(text: string): string {
  if (!notAscii.test(text)) return text.toLowerCase();
  return (
    nfkc(text)
      .toLowerCase()
      // What lower-casing makes of a Turkish capital with a dot is two characters.
      .replaceAll('i\u0307', 'i')
      .replace(variant, plain)
      .replace(nonJoiner, '')
      .replace(am, (_, vowel, tone) => `${tone}${vowel === '\u0e4d' ? '\u0e33' : '\u0eb3'}`)
      .replace(nasal, '\u0902')
  );
}

function plain(letter: string): string {
  const known = letters.get(letter);
  if (known !== undefined) return known;
  if (digit.test(letter)) return String(digitOf(letter.codePointAt(0) ?? 0));
  // Without accents, of which capitals have none.
  return greek.test(letter) ? letter.normalize('NFD').charAt(0) : '';
}

/** How far a digit is from the 0 of its script: digits stand in tens. */
function digitOf(codePoint: number): number {
  let value = 0;
  while (digit.test(String.fromCodePoint(codePoint - value - 1))) value += 1;
  return value;
}
