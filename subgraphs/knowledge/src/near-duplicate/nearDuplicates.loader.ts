import { createBatchLoader, type BatchLoader } from '@prism/graphql-kit/batchLoader';
import type { TenantDb } from '@prism/queue/tenantDb';

import { selectCandidates } from './signature.sql.ts';
import { likeness } from './likeness.ts';

/** From which likeness on a document is a near-duplicate. */
export const threshold = 0.8;

/** How many of the documents in a band are looked at: of thousands of copies of one text these are enough. */
const perBand = 50;

/** The near-duplicates of a document, most alike first. */
export interface NearDuplicatesOf {
  readonly id: string;
  readonly others: readonly { readonly otherId: string; readonly score: number }[];
}

export interface NearDuplicateLoaders {
  readonly nearDuplicates: BatchLoader<NearDuplicatesOf>;
}

export function createNearDuplicateLoaders(db: TenantDb): NearDuplicateLoaders {
  const load = async (ids: readonly string[]): Promise<NearDuplicatesOf[]> => {
    const candidates = await db.read((tx) => selectCandidates(tx, db.organizationId, { ids, perBand }));
    const scored = candidates
      .map(({ id, otherId, hashes, otherHashes }) => ({ id, otherId, score: likeness(hashes, otherHashes) }))
      .filter(({ score }) => score >= threshold)
      .sort((a, b) => b.score - a.score || (a.otherId < b.otherId ? -1 : 1));
    return [...Map.groupBy(scored, ({ id }) => id)].map(([id, others]) => ({ id, others }));
  };
  return { nearDuplicates: createBatchLoader(load, ({ id }) => id) };
}
