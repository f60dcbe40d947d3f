/** How relevant each document is to a question: 1 or more; what is missing or 0 is not. */
export type Judgements = ReadonlyMap<string, number>;

/** What is measured of a ranking, each from 0 to 1. */
export interface Measures {
  /** Normalised discounted cumulative gain of the first 10, with linear gain as trec_eval has it (Järvelin and Kekäläinen, 2002). */
  readonly ndcg10: number;
  /** The share of all relevant documents that are among the first 100. */
  readonly recall100: number;
  /** One over the place of the first relevant document among the first 10, or 0 (mean reciprocal rank). */
  readonly mrr10: number;
}

/** Measures a ranking of documents, best first, each document at most once. NaN when nothing is relevant: leave such a question out. */
export function measure(ranking: readonly string[], judgements: Judgements): Measures {
  const gains = ranking.map((id) => Math.max(0, judgements.get(id) ?? 0));
  const ideal = [...judgements.values()].filter((gain) => gain > 0).sort((a, b) => b - a);
  const first = gains.slice(0, 10).findIndex((gain) => gain > 0);
  return {
    ndcg10: discounted(gains.slice(0, 10)) / discounted(ideal.slice(0, 10)),
    recall100: gains.slice(0, 100).filter((gain) => gain > 0).length / ideal.length,
    mrr10: first === -1 ? 0 : 1 / (first + 1),
  };
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}
