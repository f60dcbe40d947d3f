import type { TenantDb } from '@prism/queue/tenantDb';

import { tenantOf } from '../indexing/tenantOf.ts';
import { deleteVectorsAfter } from './fill.sql.ts';
import { deleteSpace, lockSpaces, selectSpaces } from './space.sql.ts';

const batch = 500;

/**
 * Removes the vectors of models that have been RETIRED for `graceMs`, in small transactions. Until then searches that began
 * before the switch find them whole.
 */
export async function removeRetired(
  db: TenantDb,
  graceMs: number,
  isClosed: () => boolean = () => false,
): Promise<void> {
  const organizationId = tenantOf(db);
  const spaces = await db.read((tx) => selectSpaces(tx, organizationId));
  for (const { model, state, ageMs } of spaces)
    if (state === 'RETIRED' && ageMs >= graceMs) await removeSpace(db, model, isClosed);
}

async function removeSpace(db: TenantDb, model: string, isClosed: () => boolean): Promise<void> {
  const organizationId = tenantOf(db);
  let after: string | null = '00000000-0000-0000-0000-000000000000';
  while (!isClosed()) {
    const from: string = after;
    after = await db.transact(async (tx) => {
      // Under the lock, so that what comes back into use meanwhile loses nothing more.
      const space = (await lockSpaces(tx, organizationId, 'UPDATE')).find((one) => one.model === model);
      if (space?.state !== 'RETIRED') return null;
      const last = await deleteVectorsAfter(tx, organizationId, { model, after: from, most: batch });
      if (last === null) await deleteSpace(tx, organizationId, model);
      return last;
    });
    if (after === null) return;
  }
}
