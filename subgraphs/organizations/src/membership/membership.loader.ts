import { createBatchLoader, type BatchLoader } from '@prism/graphql-kit/batchLoader';
import type { TenantDb } from '@prism/queue/tenantDb';
import type { Membership } from './membership.ts';
import { selectMembershipsOfUsers } from './membership.sql.ts';

/** What can be seen of where people belong, by user id; null for nothing. */
export type MembershipsLoader = BatchLoader<[Membership, ...Membership[]]>;

export function createMembershipsLoader(db: TenantDb): MembershipsLoader {
  return createBatchLoader(
    async (userIds) => {
      const memberships = await db.read((tx) => selectMembershipsOfUsers(tx, db, userIds));
      return [...Map.groupBy(memberships, ({ user }) => user.id).values()] as [Membership, ...Membership[]][];
    },
    ([first]) => first.user.id,
  );
}
