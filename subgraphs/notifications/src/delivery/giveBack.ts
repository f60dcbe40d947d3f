import type { TenantDb } from '@prism/queue/tenantDb';

import { requireTenant } from '../requireTenant.ts';
import { returnClaims } from './claim.sql.ts';
import type { Claim } from './delivery.ts';

/**
 * Gives messages back that were taken and not tried: whoever looks next, a second from now or later, takes them, and no attempt
 * has been counted. What somebody else has taken since stays theirs.
 */
export async function giveBack(db: TenantDb, claims: readonly Claim[]): Promise<void> {
  const organizationId = requireTenant(db);
  await db.transact((tx) => returnClaims(tx, organizationId, claims));
}
