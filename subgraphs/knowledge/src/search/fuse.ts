import type { Hit } from './hit.ts';

/** Each way's hits, best first, and how much of the fused score is the vectors'. */
export interface Legs {
  readonly byTerms: readonly Hit[];
  readonly byVector: readonly Hit[];
  readonly vectorWeight: number;
}

/**
 * One ranking from two: a weighted mean of the scores, each brought to 0..1 within its own hits. BM25 begins at 0 by nature,
 * cosines at the worst that was looked at. Scores and not ranks, because a leg that is sure of one passage should win over one
 * that is indifferent among many; the weight is the provider's, so that a weak one cannot drag keywords down.
 */
export function fuse({ byTerms, byVector, vectorWeight }: Legs): Hit[] {
  // Without a single word in common, keywords have no say.
  const weight = byTerms.length === 0 ? 1 : vectorWeight;
  const scores = new Map<string, number>();
  const add = (hits: readonly Hit[], floor: number, share: number) => {
    const span = (hits[0]?.score ?? 0) - floor;
    for (const { chunkId, score } of hits) {
      const normal = span > 0 ? (score - floor) / span : 1;
      scores.set(chunkId, (scores.get(chunkId) ?? 0) + share * normal);
    }
  };
  add(byTerms, 0, 1 - weight);
  add(byVector, byVector.length > 1 ? (byVector.at(-1)?.score ?? 0) : 0, weight);
  return [...scores]
    .map(([chunkId, score]) => ({ chunkId, score }))
    .sort((a, b) => b.score - a.score || (a.chunkId < b.chunkId ? -1 : 1));
}
