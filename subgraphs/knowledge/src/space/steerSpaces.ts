import type { Pool } from '@prism/db/pool';
import { withReadTransaction, type Queryable } from '@prism/db/transaction';
import type { TenantDb } from '@prism/queue/tenantDb';

import { tenantOf } from '../indexing/tenantOf.ts';
import type { Space } from './space.ts';
import { insertSpace, listOrganizationsReembedding, lockSpaces, updateState } from './space.sql.ts';

/** The model that all organizations shall be searched by: the configured one. */
export interface WantedModel {
  readonly model: string;
  readonly dimensions: number | null;
}

/** Organizations that are not searched by the model, or have vectors of another one, in the order of their ids, after a given one. */
export function organizationsReembedding(pool: Pool, after: string, wanted: { model: string; limit: number }) {
  return withReadTransaction(pool, { role: 'prism_knowledge', byClock: true }, (db) =>
    listOrganizationsReembedding(db, after, wanted),
  );
}

/**
 * Sees to it that the wanted model is ACTIVE or FILLING, and that no other is FILLING that nobody works at. True when it is
 * FILLING. A model that was RETIRED comes back only after `restMs`: while processes with the old configuration are being
 * replaced by ones with the new, the two would otherwise keep undoing each other's work.
 */
export async function steerSpaces(db: TenantDb, wanted: WantedModel, restMs: number): Promise<boolean> {
  const organizationId = tenantOf(db);
  return db.transact(async (tx) => {
    const spaces = await lockSpaces(tx, organizationId, 'UPDATE');
    await retireAbandoned(tx, organizationId, { spaces, wanted });
    const space = spaces.find(({ model }) => model === wanted.model);
    if (space?.state === 'FILLING') return true;
    if (space?.state === 'ACTIVE' || !spaces.some(({ state }) => state === 'ACTIVE')) return false;
    if (!space) await insertSpace(tx, organizationId, { ...wanted, state: 'FILLING' });
    else if (space.ageMs < restMs) return false;
    else await updateState(tx, organizationId, { model: wanted.model, state: 'FILLING' });
    return true;
  });
}

async function retireAbandoned(
  tx: Queryable,
  organizationId: string,
  { spaces, wanted }: { readonly spaces: readonly Space[]; readonly wanted: WantedModel },
): Promise<void> {
  for (const { model, state, leased } of spaces) {
    if (state === 'FILLING' && model !== wanted.model && !leased)
      await updateState(tx, organizationId, { model, state: 'RETIRED' });
  }
}
