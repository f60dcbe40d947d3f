import { isId } from '@prism/errors/inputSchemas';
import { createBatchLoader, type BatchLoader } from '@prism/graphql-kit/batchLoader';
import type { TenantDb } from '@prism/queue/tenantDb';

import type { Collection } from './collection.ts';
import { selectCollectionsOf } from './collection.sql.ts';

/** Reads of one request, each batched over all who ask in the same tick. */
export interface CollectionLoaders {
  /** The collection that a document is in, by the document's id. */
  readonly collectionOf: BatchLoader<{ readonly id: string; readonly collection: Collection }>;
}

export function createCollectionLoaders(db: TenantDb): CollectionLoaders {
  return {
    collectionOf: createBatchLoader(
      (ids) => db.read((tx) => selectCollectionsOf(tx, db.organizationId, ids.filter(isId))),
      ({ id }) => id,
    ),
  };
}
