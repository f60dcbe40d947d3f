import type { TenantDb } from '@prism/queue/tenantDb';
import { selectMembersByHandle } from './user.sql.ts';
import { normalizeHandle } from './user.ts';

const mostHandles = 100;
const mostMembers = 500;
const longestHandle = 320;

/**
 * Members that handles (what follows an `@`) mean: by address, by the part of it before the `@`, or by name without spaces,
 * without case. One handle may mean several people; all of them are meant then. Looks at the first 100 handles and returns
 * at most 500 people, each once.
 */
export async function findMembersByHandle(db: TenantDb, handles: readonly string[]): Promise<{ id: string }[]> {
  const { organizationId } = db;
  const wanted = [...new Set(handles.slice(0, mostHandles).map(normalizeHandle))].filter(isPossible);
  if (organizationId === null || wanted.length === 0) return [];
  return db.read((tx) => selectMembersByHandle(tx, organizationId, { handles: wanted, limit: mostMembers }));
}

// What Postgres cannot store names nobody.
function isPossible(handle: string): boolean {
  return handle !== '' && handle.length <= longestHandle && !handle.includes('\u0000') && handle.isWellFormed();
}
