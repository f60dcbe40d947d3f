import { detectLatinLanguage, type Language } from './language.ts';
import { normaliseInPlace } from './normaliseInPlace.ts';
import { splitWords, toTerms } from './tokenize.ts';

/** Where something stands in a text: UTF-16 units, `end` exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

const hangul = /\p{Script=Hangul}/u;

/**
 * Tells where texts have words of a query, by the same rules as `tokenize` and in the language of each text: what is found by its stem
 * is marked as the word that stands there. In order, not overlapping; words that touch are one range. A range never cuts a
 * surrogate pair or a letter from its accents. The query is read once, however many texts there are.
 */
export function createMatcher(query: string): (text: string) => TextRange[] {
  const words = splitWords(query);
  const read = new Map<Language, ReadonlySet<string>>();
  const wantedIn = (language: Language) => {
    const wanted = read.get(language) ?? new Set(words.flatMap((word) => toTerms(word, language)));
    read.set(language, wanted);
    return wanted;
  };
  return (text) => {
    const language = detectLatinLanguage(splitWords(text)) ?? 'english';
    const wanted = wantedIn(language);
    const isWanted = (word: string) => toTerms(word, language).some((term) => wanted.has(term));
    return join(Array.from(text.matchAll(/\S+/gu)).flatMap(({ 0: piece, index }) => locateIn(piece, index, isWanted)));
  };
}

/** Whatever becomes of a word, it is found again in the normal form of what stood between two spaces. */
function locateIn(piece: string, offset: number, isWanted: (word: string) => boolean): TextRange[] {
  const words = splitWords(piece);
  if (!words.some(isWanted)) return [];
  const normal = normaliseInPlace(piece);
  const ranges: TextRange[] = [];
  let from = 0;
  for (const word of words) {
    const at = normal.text.indexOf(word, from);
    if (at < 0) continue;
    // Pairs of Korean syllables overlap.
    from = hangul.test(word) ? at + 1 : at + word.length;
    if (!isWanted(word)) continue;
    const last = normal.sourceOf(at + word.length - 1);
    ranges.push({ start: offset + normal.sourceOf(at).start, end: offset + last.end });
  }
  return ranges;
}

function join(ranges: readonly TextRange[]): TextRange[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of ranges) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}
