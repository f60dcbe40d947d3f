import type { TenantDb } from '@prism/queue/tenantDb';

import { isKind } from '../notification/kinds.ts';
import { requireTenant } from '../requireTenant.ts';
import { savePreference } from './preference.sql.ts';

/** Turns email off for one person and these kinds; what else they chose stays. Kinds that are no more are left out. */
export async function stopEmail(
  db: TenantDb,
  { userId, kinds }: { readonly userId: string; readonly kinds: readonly string[] },
): Promise<void> {
  const organizationId = requireTenant(db);
  await db.transact(async (tx) => {
    for (const kind of kinds.filter(isKind)) {
      await savePreference(tx, { organizationId, userId }, { kind, channels: { email: false } });
    }
  });
}
