import { isId } from '@prism/errors/inputSchemas';
import { createBatchLoader, type BatchLoader } from '@prism/graphql-kit/batchLoader';
import type { TenantDb } from '@prism/queue/tenantDb';
import { selectApiKeys } from './apiKey.sql.ts';
import type { ApiKey } from './apiKey.ts';

/** Keys of the current organization by id. */
export type ApiKeyLoader = BatchLoader<ApiKey>;

export function createApiKeyLoader(db: TenantDb): ApiKeyLoader {
  return createBatchLoader(
    (ids) => db.read((tx) => selectApiKeys(tx, db.organizationId, ids.filter(isId))),
    ({ id }) => id,
  );
}
