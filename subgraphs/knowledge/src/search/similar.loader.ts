import { createBatchLoader, type BatchLoader } from '@prism/graphql-kit/batchLoader';
import type { TenantDb } from '@prism/queue/tenantDb';

import { findSimilar, type SimilarRow } from './findSimilar.ts';

/** The documents that are like one. */
export interface SimilarOf {
  readonly id: string;
  readonly others: readonly SimilarRow[];
}

export interface SimilarLoaders {
  /** By document, for each number of documents asked for. */
  readonly similar: (limit: number) => BatchLoader<SimilarOf>;
}

export function createSimilarLoaders(db: TenantDb): SimilarLoaders {
  const loaders = new Map<number, BatchLoader<SimilarOf>>();
  const create = (limit: number) =>
    createBatchLoader<SimilarOf>(
      async (ids) => {
        const { organizationId } = db;
        if (organizationId === null) return [];
        const rows = await db.read((tx) => findSimilar(tx, organizationId, { ids, limit }));
        return [...Map.groupBy(rows, ({ id }) => id)].map(([id, others]) => ({ id, others }));
      },
      ({ id }) => id,
    );
  return {
    similar: (limit) => {
      const loader = loaders.get(limit) ?? create(limit);
      loaders.set(limit, loader);
      return loader;
    },
  };
}
