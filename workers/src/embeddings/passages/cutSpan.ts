import { estimateTokens } from '@prism/ai/estimateTokens';

/** A stretch of a text, in UTF-16 units, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const sentenceEnd = /[.!?…]["'”’)\]]*\s|[。！？؟।]["'”’」』）]*/gu;
const lineEnd = /\r\n?|\n/g;
const whiteSpace = /\s/g;

/** A span without the white space around it; null when there is nothing else. */
export function trimSpan(text: string, { start, end }: Span): Span | null {
  const body = text.slice(start, end);
  const trimmed = body.trim();
  if (trimmed === '') return null;
  const from = start + (body.length - body.trimStart().length);
  return { start: from, end: from + trimmed.length };
}

/**
 * Cuts a span into pieces of at most `maxTokens`, where a reader would: at line ends or sentences in the second half of a
 * piece, else between words, and only where there is none anywhere, and never inside a surrogate pair.
 */
export function* cutSpan(
  text: string,
  span: Span,
  { maxTokens, atLines }: { readonly maxTokens: number; readonly atLines: boolean },
): Generator<Span> {
  let rest: Span | null = trimSpan(text, span);
  while (rest) {
    const limit = reach(text, rest, maxTokens);
    const end = limit >= rest.end ? rest.end : cutBefore(text, rest.start, limit, atLines);
    const piece = trimSpan(text, { start: rest.start, end });
    if (piece) yield piece;
    rest = trimSpan(text, { start: end, end: rest.end });
  }
}

/** How far from the start of a span `maxTokens` reach. */
function reach(text: string, { start, end }: Span, maxTokens: number): number {
  // No text has more than one token a unit, and none fewer than one in four.
  let low = Math.min(end, start + maxTokens);
  let high = Math.min(end, start + maxTokens * 4);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (estimateTokens(text.slice(start, middle)) <= maxTokens) low = middle;
    else high = middle - 1;
  }
  return low;
}

function cutBefore(text: string, start: number, limit: number, atLines: boolean): number {
  const window = text.slice(start, limit);
  const half = Math.floor(window.length / 2);
  const patterns = atLines ? [lineEnd, sentenceEnd, whiteSpace] : [sentenceEnd, lineEnd, whiteSpace];
  for (const pattern of patterns) {
    const cut = lastEnd(window, half, pattern);
    if (cut > 0) return start + cut;
  }
  const last = text.charCodeAt(limit - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff && limit - 1 > start;
  return splitsPair ? limit - 1 : limit;
}

/** Where the last match that begins at or after `from` ends; 0 when there is none. */
function lastEnd(window: string, from: number, pattern: RegExp): number {
  let end = 0;
  for (const match of window.slice(from).matchAll(pattern)) end = from + match.index + match[0].length;
  return end;
}
