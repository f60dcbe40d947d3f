import type { Queryable } from '@prism/db/transaction';

import { findActiveModel } from '../space/findSpace.ts';
import { findNarrowing, type Narrowing } from './narrowing.ts';
import { selectCentres, type Centre } from './similar.sql.ts';
import type { VectorHit } from './vector.sql.ts';
import { vectorHits } from './vectorHits.ts';

/** A document that is near another. */
export interface SimilarRow {
  readonly id: string;
  readonly otherId: string;
  readonly score: number;
}

/** How many passages are looked at for one document, at first and at most: several may be of the same document. */
const passagesADocument = 8;
const mostPassages = 2_000;

/**
 * For each document the others whose nearest passage is nearest to the mean of its own, best first for each. It is the search
 * that queries use, so it costs as much, and shows no document that the actor may not read.
 */
export async function findSimilar(
  tx: Queryable,
  organizationId: string,
  { ids, limit }: { readonly ids: readonly string[]; readonly limit: number },
): Promise<SimilarRow[]> {
  const model = await findActiveModel(tx, organizationId);
  if (model === null) return [];
  const narrow = await findNarrowing(tx, organizationId, {});
  const found: SimilarRow[] = [];
  for (const centre of await selectCentres(tx, organizationId, { model, documentIds: ids }))
    found.push(...(await nearestTo(tx, organizationId, { centre, model, narrow, limit })));
  return found;
}

interface Near {
  readonly centre: Centre;
  readonly model: string;
  readonly narrow: Narrowing | null;
  readonly limit: number;
}

async function nearestTo(tx: Queryable, organizationId: string, near: Near): Promise<SimilarRow[]> {
  const { centre, model, narrow, limit } = near;
  for (let passages = centre.chunks + limit * passagesADocument; ; passages *= 4) {
    const most = Math.min(passages, mostPassages);
    const hits = await vectorHits(tx, organizationId, { model, vector: centre.vector, limit: most, narrow });
    const others = bestOfEach(hits).filter(({ documentId }) => documentId !== centre.id);
    if (others.length >= limit || hits.length < most || most === mostPassages)
      return others.slice(0, limit).map(({ documentId, score }) => ({ id: centre.id, otherId: documentId, score }));
  }
}

/** Of hits, best first, the first one of each document. */
function bestOfEach(hits: readonly VectorHit[]): VectorHit[] {
  return [...new Map(hits.toReversed().map((hit) => [hit.documentId, hit])).values()].sort((a, b) => b.score - a.score);
}
