import { isId } from '@prism/errors/inputSchemas';
import { createBatchLoader, type BatchLoader } from '@prism/graphql-kit/batchLoader';
import type { TenantDb } from '@prism/queue/tenantDb';

import type { Subject } from '../notification/notification.ts';
import { listAttention } from './subject.sql.ts';
import type { Attention } from './subject.ts';

/** What subjects of one type are to the caller, by id; null for who has no inbox. */
export function createAttentionLoader(db: TenantDb, type: Subject['type']): BatchLoader<Attention> {
  const { organizationId, userId } = db;
  return createBatchLoader<Attention>(
    async (ids) =>
      organizationId === null || userId === null
        ? []
        : db.read((tx) =>
            listAttention(
              tx,
              { organizationId, userId },
              ids.filter(isId).map((id) => ({ type, id })),
            ),
          ),
    ({ subject }) => subject.id,
  );
}
