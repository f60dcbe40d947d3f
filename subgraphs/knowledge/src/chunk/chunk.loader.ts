import { isId } from '@prism/errors/inputSchemas';
import { createBatchLoader, type BatchLoader } from '@prism/graphql-kit/batchLoader';
import type { TenantDb } from '@prism/queue/tenantDb';

import { selectChunks } from './chunk.sql.ts';
import type { Chunk } from './chunk.ts';

/** Reads of one request, each batched over all who ask in the same tick. */
export interface ChunkLoaders {
  readonly chunk: BatchLoader<Chunk>;
}

export function createChunkLoaders(db: TenantDb): ChunkLoaders {
  return {
    chunk: createBatchLoader(
      (ids) => db.read((tx) => selectChunks(tx, db.organizationId, ids.filter(isId))),
      ({ id }) => id,
    ),
  };
}
