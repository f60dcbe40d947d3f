import type { TenantDb } from '@prism/queue/tenantDb';

import { selectSpaces } from './space.sql.ts';

/** The model whose vectors the organization's searches use; null before its first document. */
export async function findActiveModel(db: TenantDb): Promise<string | null> {
  const { organizationId } = db;
  if (organizationId === null) return null;
  const spaces = await db.read((tx) => selectSpaces(tx, organizationId));
  return spaces.find(({ state }) => state === 'ACTIVE')?.model ?? null;
}
