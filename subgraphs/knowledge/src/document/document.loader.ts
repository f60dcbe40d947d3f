import { isId } from '@prism/errors/inputSchemas';
import { createBatchLoader, type BatchLoader } from '@prism/graphql-kit/batchLoader';
import type { TenantDb } from '@prism/queue/tenantDb';

import { selectDocuments } from './document.sql.ts';
import type { Document } from './document.ts';

/** Reads of one request, each batched over all who ask in the same tick. */
export interface DocumentLoaders {
  readonly document: BatchLoader<Document>;
}

export function createDocumentLoaders(db: TenantDb): DocumentLoaders {
  return {
    document: createBatchLoader(
      (ids) => db.read((tx) => selectDocuments(tx, db.organizationId, ids.filter(isId))),
      ({ id }) => id,
    ),
  };
}
