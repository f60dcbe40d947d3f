import { isId } from '@prism/errors/inputSchemas';
import type { TenantDb } from '@prism/queue/tenantDb';
import { selectUsers } from './user.sql.ts';

/** What people are called, for those of the ids that are members of the organization. */
export async function findUserNames(
  db: TenantDb,
  ids: readonly string[],
): Promise<{ id: string; displayName: string }[]> {
  const wanted = ids.filter(isId);
  if (wanted.length === 0) return [];
  const users = await db.read((tx) => selectUsers(tx, db, wanted));
  return users.map(({ id, displayName }) => ({ id, displayName }));
}
