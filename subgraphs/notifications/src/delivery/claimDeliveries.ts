import type { TenantDb } from '@prism/queue/tenantDb';

import { claimDue, formDigests, type Claimed, type ClaimOptions } from './claim.sql.ts';
import { lockQueue } from './lockQueue.ts';
import { requireTenant } from '../requireTenant.ts';

/** Takes messages of one organization that are due. They are the caller's for `leaseSeconds`: it records what became of each. */
export async function claimDeliveries(db: TenantDb, options: ClaimOptions): Promise<Claimed> {
  const organizationId = requireTenant(db);
  return db.transact(async (tx) => {
    // All on their way at once: they run in this order.
    const [, , claimed] = await Promise.all([
      lockQueue(tx, organizationId),
      formDigests(tx, organizationId),
      claimDue(tx, organizationId, options),
    ]);
    return claimed;
  });
}
