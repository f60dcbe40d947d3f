import { createBatchLoader, type BatchLoader } from '@prism/graphql-kit/batchLoader';
import type { TenantDb } from '@prism/queue/tenantDb';

import type { Attempt, Delivery } from './delivery.ts';
import { listAttempts, listByNotifications } from './delivery.sql.ts';

/** What belongs to one thing. */
export type Grouped<T> = { readonly id: string; readonly rows: readonly T[] };

/** Loads the deliveries of notifications that lie in the caller's own inbox; nobody else's. */
export function createDeliveryLoader(db: TenantDb): BatchLoader<Grouped<Delivery>> {
  const { organizationId, userId } = db;
  return createBatchLoader<Grouped<Delivery>>(
    async (ids) =>
      organizationId === null || userId === null
        ? []
        : group(
            await db.read((tx) => listByNotifications(tx, { organizationId, userId }, ids)),
            ({ notificationId }) => notificationId,
          ),
    ({ id }) => id,
  );
}

/** Loads the tries of messages. Whose messages, whoever asks has checked. */
export function createAttemptLoader(db: TenantDb): BatchLoader<Grouped<Attempt>> {
  const { organizationId } = db;
  return createBatchLoader<Grouped<Attempt>>(
    async (ids) =>
      organizationId === null
        ? []
        : group(await db.read((tx) => listAttempts(tx, organizationId, ids)), ({ deliveryId }) => deliveryId),
    ({ id }) => id,
  );
}

function group<T>(rows: readonly T[], idOf: (row: T) => string): Grouped<T>[] {
  return [...Map.groupBy(rows, idOf)].map(([id, group]) => ({ id, rows: group }));
}
