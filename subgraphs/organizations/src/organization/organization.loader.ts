import { isId } from '@prism/errors/inputSchemas';
import { createBatchLoader, type BatchLoader } from '@prism/graphql-kit/batchLoader';
import type { TenantDb } from '@prism/queue/tenantDb';
import { selectOrganizations } from './organization.sql.ts';
import type { Organization } from './organization.ts';

/** Organizations by id; null for those that are neither the current one nor the viewer's own. */
export type OrganizationLoader = BatchLoader<Organization>;

export function createOrganizationLoader(db: TenantDb): OrganizationLoader {
  return createBatchLoader(
    (ids) => db.read((tx) => selectOrganizations(tx, db, ids.filter(isId))),
    ({ id }) => id,
  );
}
