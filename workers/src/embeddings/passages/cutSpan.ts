import type { TokenRuler } from './tokenRuler.ts';

/** A stretch of a text, in UTF-16 units, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const sentenceEnd = /[.!?…]["'”’)\]]*\s|[。！？؟।]["'”’」』）]*/gu;
const lineEnd = /\r\n?|\n/g;
const whiteSpace = /\s/g;
const notSpace = /\S/g;

/** A span without the white space around it; null when there is nothing else. */
export function trimSpan(text: string, { start, end }: Span): Span | null {
  notSpace.lastIndex = start;
  const from = notSpace.exec(text)?.index ?? end;
  if (from >= end) return null;
  let to = end;
  while (isSpace(text, to - 1)) to -= 1;
  return { start: from, end: to };
}

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code <= 0x20 || code >= 0x85 ? text.charAt(at).trim() === '' : false;
}

/** How a span may be cut. */
export interface Cut {
  readonly ruler: TokenRuler;
  /** Up to this it stays whole. */
  readonly maxTokens: number;
  /** What pieces have at most when it does not. */
  readonly pieceTokens: number;
  /** Rather between lines than between sentences. */
  readonly atLines: boolean;
}

/**
 * Cuts a span that is too long into pieces where a reader would: at line ends or sentences in the second half of a piece, else
 * between words, and only where there is none anywhere, and never inside a surrogate pair.
 */
export function* cutSpan(text: string, span: Span, { ruler, maxTokens, pieceTokens, atLines }: Cut): Generator<Span> {
  let rest: Span | null = trimSpan(text, span);
  while (rest) {
    const whole = ruler.between(rest.start, rest.end) <= maxTokens;
    const limit = whole ? rest.end : Math.min(rest.end, ruler.reach(rest.start, pieceTokens));
    const end = whole ? rest.end : cutBefore(text, rest.start, limit, atLines);
    const piece = trimSpan(text, { start: rest.start, end });
    if (piece) yield piece;
    rest = trimSpan(text, { start: end, end: rest.end });
  }
}

function cutBefore(text: string, start: number, limit: number, atLines: boolean): number {
  const window = text.slice(start, limit);
  const half = Math.floor(window.length / 2);
  const patterns = atLines ? [lineEnd, sentenceEnd, whiteSpace] : [sentenceEnd, lineEnd, whiteSpace];
  for (const pattern of patterns) {
    const cut = lastEnd(window, half, pattern);
    if (cut > 0) return start + cut;
  }
  return splitsPair(text, limit) ? limit + 1 : limit;
}

function splitsPair(text: string, at: number): boolean {
  const pair = text.slice(at - 1, at + 1);
  return pair.length === 2 && pair.isWellFormed() && !pair.charAt(0).isWellFormed();
}

/** Where the last match that begins at or after `from` ends; 0 when there is none. */
function lastEnd(window: string, from: number, pattern: RegExp): number {
  let end = 0;
  for (const match of window.slice(from).matchAll(pattern)) end = from + match.index + match[0].length;
  return end;
}
