/** A passage and how well a way of searching likes it. */
export interface Hit {
  readonly chunkId: string;
  readonly score: number;
}

/** What keywords found, best first. */
export interface KeywordHits {
  readonly hits: readonly Hit[];
  /**
   * The score of a passage that had every word of the query endlessly often: what the scores are a share of. Words that the
   * organization does not have count, so that a passage with one word of five is not taken for a good answer.
   */
  readonly ceiling: number;
}

/** The same order with scores that fall from each hit to the next: a tie loses the least that a double can lose. */
export function fallStrictly(hits: readonly Hit[]): Hit[] {
  let last = Infinity;
  return hits.map(({ chunkId, score }) => {
    last = score < last ? score : nextBelow(last);
    return { chunkId, score: last };
  });
}

/** A little less than a number: two units in the last place, which survives being written in decimals. */
function nextBelow(value: number): number {
  return value === 0 ? -Number.MIN_VALUE : value - Math.max(Math.abs(value) * 2 ** -51, Number.MIN_VALUE);
}
