/** Shorter ones prove nothing: a word or two stand in many texts. */
const minLetters = 8;

/**
 * The words of a text that a quote repeats, exactly as the text has them, or null when it does not have them. White space may
 * differ (models re-flow lines), and quotation marks or dots around the quote; nothing else.
 */
export function locateQuote(text: string, quote: string): string | null {
  const words = quote
    .replace(/^[\s"'“”„«»….]+|[\s"'“”„«»…]+$/gu, '')
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (words.join('').length < minLetters) return null;
  return new RegExp(words.map((word) => RegExp.escape(word)).join('\\s+'), 'u').exec(text)?.[0] ?? null;
}
