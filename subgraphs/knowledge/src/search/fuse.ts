import type { Hit, KeywordHits } from './hit.ts';

/** What each way of searching found, best first, and how much of the fused score is the vectors'. */
export interface Legs {
  readonly byTerms: KeywordHits;
  readonly byVector: readonly Hit[];
  readonly vectorWeight: number;
}

/** BM25 as a share of the most that the query could reach: comparable between queries. */
export function shareOfCeiling({ hits, ceiling }: KeywordHits): Hit[] {
  return hits.map(({ chunkId, score }) => ({ chunkId, score: ceiling > 0 ? score / ceiling : 0 }));
}

/**
 * One ranking from two: a weighted mean of the scores, each brought to 0..1 within its own hits. BM25 begins at 0 by nature,
 * cosines at the worst that was looked at. Scores and not ranks, because a leg that is sure of one passage should win over one
 * that is indifferent among many; the weight is the provider's, so that a weak one cannot drag keywords down.
 */
export function fuse({ byTerms, byVector, vectorWeight }: Legs): Hit[] {
  // Without a single word in common, keywords have no say.
  const weight = byTerms.hits.length === 0 ? 1 : vectorWeight;
  const scores = new Map<string, number>();
  const add = (hits: readonly Hit[], floor: number, share: number) => {
    const span = (hits[0]?.score ?? 0) - floor;
    for (const { chunkId, score } of hits) {
      const normal = span > 0 ? (score - floor) / span : 1;
      scores.set(chunkId, (scores.get(chunkId) ?? 0) + share * normal);
    }
  };
  add(byTerms.hits, 0, 1 - weight);
  add(byVector, byVector.length > 1 ? (byVector.at(-1)?.score ?? 0) : 0, weight);
  return [...scores]
    .map(([chunkId, score]) => ({ chunkId, score }))
    .sort((a, b) => b.score - a.score || (a.chunkId < b.chunkId ? -1 : 1));
}
