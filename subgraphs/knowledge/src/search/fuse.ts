import type { Hit, KeywordHits } from './hit.ts';

/** What each way of searching found, best first, and how much the vectors' word counts, from 0 to 1. */
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
 * One ranking from two: a weighted mean of scores, each brought to 0..1 within its own hits: BM25 from 0, where it begins by nature,
 * cosines from the worst that was looked at, because models differ in what theirs begin at. How much a leg counts is its weight
 * times how sure it is of this query: one with a clear favourite wins over one that is indifferent among many. The mean is
 * then scaled by how good the legs' best are by themselves, so that scores are comparable between queries.
 */
export function fuse({ byTerms, byVector, vectorWeight }: Legs): Hit[] {
  const terms = shareOfCeiling(byTerms);
  const legs = [
    { ...normalise(terms, 0), weight: 1 - vectorWeight, best: terms[0]?.score ?? 0 },
    { ...normalise(byVector, byVector.at(-1)?.score ?? 0), weight: vectorWeight, best: byVector[0]?.score ?? 0 },
  ].filter(({ hits }) => hits.length > 0);
  const say = legs.reduce((sum, { weight, sureness }) => sum + weight * sureness, 0) || 1;
  const scale = legs.reduce((sum, { weight, best }) => sum + weight * Math.max(0, best), 0);
  const scores = new Map<string, number>();
  for (const { hits, weight, sureness } of legs) {
    const share = (scale * weight * sureness) / say;
    for (const { chunkId, score } of hits) scores.set(chunkId, (scores.get(chunkId) ?? 0) + share * score);
  }
  return [...scores]
    .map(([chunkId, score]) => ({ chunkId, score }))
    .sort((a, b) => b.score - a.score || (a.chunkId < b.chunkId ? -1 : 1));
}

/** A favourite is measured by so many that come after it. */
const followers = 4;

/**
 * The hits with the best at 1 and `floor` at 0, and how sure they are: 1 when nothing comes near the best, next to nothing when
 * those that follow are as good.
 */
function normalise(hits: readonly Hit[], floor: number): { readonly hits: readonly Hit[]; readonly sureness: number } {
  const span = (hits[0]?.score ?? 0) - floor;
  const normal = hits.map(({ chunkId, score }) => ({ chunkId, score: span > 0 ? (score - floor) / span : 1 }));
  const following = normal.slice(1, 1 + followers).reduce((sum, { score }) => sum + score, 0);
  return { hits: normal, sureness: Math.max(1 - following / followers, 1e-3) };
}
