/** Shorter ones prove nothing: a word or two stand in many texts. */
const minLetters = 8;

/** Where words stand in a text: UTF-16 units, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a text has the words of a quote, or null when it does not have them. White space may differ (models re-flow lines), and
 * quotation marks or dots around the quote; nothing else.
 */
export function locateQuote(text: string, quote: string): Span | null {
  const words = quote
    .replace(/^[\s"'“”„«»….]+|[\s"'“”„«»…]+$/gu, '')
    .split(/\s+/u)
    .filter((word) => word !== '');
  // Of scripts without spaces a few signs say as much as a few words.
  if (words.join('').replaceAll(wide, '$&$&').length < minLetters) return null;
  const found = new RegExp(words.map((word) => RegExp.escape(word)).join('\\s+'), 'u').exec(text);
  return found && { start: found.index, end: found.index + found[0].length };
}

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
