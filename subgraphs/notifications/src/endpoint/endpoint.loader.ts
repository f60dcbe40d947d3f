import type { Session } from '@prism/auth/session';
import { createBatchLoader, type BatchLoader } from '@prism/graphql-kit/batchLoader';
import type { TenantDb } from '@prism/queue/tenantDb';

import { mayManage } from './endpoint.policy.ts';
import { listEndpointsByIds } from './endpoint.sql.ts';
import type { StoredEndpoint } from './endpoint.ts';

/** Loads endpoints that the caller may manage; all others are null. */
export function createEndpointLoader(db: TenantDb, session: Session): BatchLoader<StoredEndpoint> {
  const { organizationId } = db;
  return createBatchLoader<StoredEndpoint>(
    async (ids) =>
      organizationId === null
        ? []
        : (await db.read((tx) => listEndpointsByIds(tx, organizationId, ids))).filter((endpoint) =>
            mayManage(session, endpoint),
          ),
    ({ id }) => id,
  );
}
