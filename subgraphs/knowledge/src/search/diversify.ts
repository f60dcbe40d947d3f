import type { Queryable } from '@prism/db/transaction';

import { findActiveModel } from '../space/findSpace.ts';
import { selectLikeness } from './candidates.sql.ts';
import type { Hit } from './hit.ts';

/** How many of the best are put in another order; what comes after them stays as it is. */
const candidates = 50;

interface Diversity {
  readonly hits: readonly Hit[];
  readonly diversity: number;
}

/**
 * Maximal marginal relevance: each next passage is the one that best weighs how well it fits, as a share of the best score,
 * against how like it is to the likest passage above it. Near-duplicates of what is shown already sink. Scores stay as they were.
 * The vectors that the organization is searched by say how alike passages are, also where words alone found them.
 */
export async function diversify(tx: Queryable, organizationId: string, search: Diversity): Promise<readonly Hit[]> {
  const { hits, diversity } = search;
  const head = hits.slice(0, candidates);
  if (diversity === 0 || head.length < 3) return hits;
  const model = await findActiveModel(tx, organizationId);
  if (model === null) return hits;
  const pairs = await selectLikeness(tx, organizationId, { model, chunkIds: head.map(({ chunkId }) => chunkId) });
  const likeness = new Map(
    pairs.flatMap(({ a, b, cosine }) => [
      [`${a} ${b}`, cosine],
      [`${b} ${a}`, cosine],
    ]),
  );
  const likenessOf = (a: Hit, b: Hit) => likeness.get(`${a.chunkId} ${b.chunkId}`) ?? 0;
  return [...pick(head, diversity, likenessOf), ...hits.slice(candidates)];
}

/** The order by maximal marginal relevance. Ties keep the order that there was. */
export function pick(hits: readonly Hit[], diversity: number, likenessOf: (a: Hit, b: Hit) => number): Hit[] {
  const best = hits[0]?.score ?? 0;
  const left = hits.map((hit) => ({ hit, fit: best > 0 ? hit.score / best : 1, likest: 0 }));
  const picked: Hit[] = [];
  while (left.length > 0) {
    const worth = left.map(({ fit, likest }) => (1 - diversity) * fit - diversity * likest);
    const [next] = left.splice(worth.indexOf(Math.max(...worth)), 1);
    if (!next) break;
    picked.push(next.hit);
    for (const other of left) other.likest = Math.max(other.likest, likenessOf(next.hit, other.hit));
  }
  return picked;
}
