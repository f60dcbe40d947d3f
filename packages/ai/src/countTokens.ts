import { countTokens as merge, setMergeCacheSize } from 'gpt-tokenizer/encoding/cl100k_base';
import { CL100K_TOKEN_SPLIT_REGEX } from 'gpt-tokenizer/encodingParams/constants';

/** Longer pieces are counted in slices: merging takes time by the square of a piece's length. */
const maxPiece = 32;
/** `<|endoftext|>` in a document is text like any other. */
const plainText = { disallowedSpecial: new Set<string>() };
const split = new RegExp(CL100K_TOKEN_SPLIT_REGEX.source, 'yu');

/** Words recur: what was counted is remembered, in two halves of which the older makes room for the next. */
const maxRecent = 40_000;
let recent = new Map<string, number>();
let older = new Map<string, number>();
// The library's own memory has keys that are slices of the texts they were found in, and each keeps all of its text alive.
setMergeCacheSize(0);

/**
 * How many tokens a text has by cl100k_base, the tokenizer of OpenAI's embedding models: exact, except that runs of more than
 * 32 letters or signs without a boundary may count a few more. The offline provider and models of other makers are measured by it,
 * too; their own counts differ (WordPiece of English prose: about a tenth more). Never throws. Time goes with the length of
 * the text, whatever is in it: about 0.1 s a mebibyte of prose, 3 s where no piece of it recurs (random letters without spaces).
 */
export function countTokens(text: string): number {
  let tokens = 0;
  const next = walkTokens(text);
  for (let piece = next(); piece; piece = next()) tokens += piece.tokens;
  return tokens;
}

/** A stretch of a text that ends before the UTF-16 unit `end`, and how many tokens it has. */
export interface TokenPiece {
  readonly end: number;
  readonly tokens: number;
}

/**
 * Goes through a text in pieces of at most 32 UTF-16 units that no token crosses, without gaps, cutting no surrogate pair: each
 * call gives the next, and null at the end. So the tokens of a long text can be counted little by little.
 */
export function walkTokens(text: string): () => TokenPiece | null {
  let at = 0;
  // Where what the pattern matched ends: a long match is given in slices.
  let matched = 0;
  return () => {
    if (at >= text.length) return null;
    const start = at;
    if (at >= matched) {
      split.lastIndex = at;
      // Something matches everywhere; if nothing did, one unit would be as good.
      matched = split.test(text) ? split.lastIndex : at + 1;
    }
    at = Math.min(matched, start + maxPiece);
    if (at < matched && endsInHighSurrogate(text, at)) at -= 1;
    return { end: at, tokens: count(text.slice(start, at)) };
  };
}

function endsInHighSurrogate(text: string, end: number): boolean {
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff;
}

function count(piece: string): number {
  const known = recent.get(piece);
  if (known !== undefined) return known;
  const tokens = older.get(piece) ?? merge(piece, plainText);
  if (recent.size >= maxRecent) {
    older = recent;
    recent = new Map();
  }
  // A copy, because a slice keeps its text alive here, too.
  recent.set(Buffer.from(piece, 'utf16le').toString('utf16le'), tokens);
  return tokens;
}
