import { detectLatinLanguage } from './language.ts';
import { normaliseInPlace } from './normaliseInPlace.ts';
import { splitWords, toTerms } from './tokenize.ts';

/** Where something stands in a text: UTF-16 units, `end` exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

const hangul = /\p{Script=Hangul}/u;

/**
 * Where a text has words of a query, by the same rules as `tokenize` and in the language of the text: what is found by its stem is
 * marked as the word that stands there. In order, not overlapping; words that touch are one range. A range never cuts a
 * surrogate pair or a letter from its accents.
 */
export function findMatches(text: string, query: string): TextRange[] {
  const language = detectLatinLanguage(splitWords(text)) ?? 'english';
  const termsOf = (word: string) => toTerms(word, language);
  const wanted = new Set(splitWords(query).flatMap(termsOf));
  const isWanted = (word: string) => termsOf(word).some((term) => wanted.has(term));
  return join(Array.from(text.matchAll(/\S+/gu)).flatMap(({ 0: piece, index }) => locateIn(piece, index, isWanted)));
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
