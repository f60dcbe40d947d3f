import { walkTokens } from '@prism/ai/countTokens';

/** Tokens from one mark to the next: finer marks would take more memory than they tell. */
const tokensPerMark = 8;

/** Measures stretches of one text, whose tokens were counted once: to a few tokens, rather too many than too few. */
export interface TokenRuler {
  /** How many tokens there are from `start` to before `end`. */
  between(start: number, end: number): number;
  /** How far from `start` at most so many tokens reach: where tokens end, in UTF-16 units. At least one unit. */
  reach(start: number, tokens: number): number;
}

/** Counts the tokens of a text, little by little. */
export async function measureTokens(text: string, breathe: () => Promise<void>): Promise<TokenRuler> {
  // Where the text begins; then, every few tokens, where a token ends and how many there are up to it.
  const ends = [0];
  const counts = [0];
  const next = walkTokens(text);
  let tokens = 0;
  for (let piece = next(); piece; piece = next()) {
    tokens += piece.tokens;
    if (tokens - (counts.at(-1) ?? 0) < tokensPerMark && piece.end < text.length) continue;
    ends.push(piece.end);
    counts.push(tokens);
    if (ends.length % 64 === 0) await breathe();
  }
  /** The index of the last mark whose value is at most `limit`. */
  const lastWithin = (marks: readonly number[], limit: number) => {
    let low = 0;
    let high = marks.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((marks[middle] ?? 0) <= limit) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const countBefore = (start: number) => counts[lastWithin(ends, start)] ?? 0;
  const countThrough = (end: number) => counts[lastWithin(ends, end - 1) + 1] ?? tokens;
  return {
    between: (start, end) => (end <= start ? 0 : countThrough(end) - countBefore(start)),
    reach: (start, limit) => Math.max(start + 1, ends[lastWithin(counts, countBefore(start) + limit)] ?? 0),
  };
}
