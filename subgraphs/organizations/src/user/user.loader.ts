import { isId } from '@prism/errors/inputSchemas';
import { createBatchLoader, type BatchLoader } from '@prism/graphql-kit/batchLoader';
import type { TenantDb } from '@prism/queue/tenantDb';
import { selectUsers } from './user.sql.ts';
import type { User } from './user.ts';

/** People by id; null for whoever is neither the viewer nor a member of the current organization. */
export type UserLoader = BatchLoader<User>;

export function createUserLoader(db: TenantDb): UserLoader {
  return createBatchLoader(
    (ids) => db.read((tx) => selectUsers(tx, db, ids.filter(isId))),
    ({ id }) => id,
  );
}
