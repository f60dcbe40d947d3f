import { createBatchLoader, type BatchLoader } from '@prism/graphql-kit/batchLoader';
import { isId } from '@prism/errors/inputSchemas';
import type { TenantDb } from '@prism/queue/tenantDb';

import type { Notification } from './notification.ts';
import { listByIds } from './notification.sql.ts';

/** Loads notifications of the caller's own inbox; those of anybody else are null, as are all for a caller without one. */
export function createNotificationLoader(db: TenantDb): BatchLoader<Notification> {
  const { organizationId, userId } = db;
  return createBatchLoader<Notification>(
    async (ids) =>
      organizationId === null || userId === null
        ? []
        : db.read((tx) => listByIds(tx, { organizationId, userId }, ids.filter(isId))),
    ({ id }) => id,
  );
}
