import { organizationsReturning, returnSnoozed as returnDue } from '@prism/notifications/domain';
import type { QueueParts } from '@prism/queue/relay';
import { createTenantDb } from '@prism/queue/tenantDb';

import { eachOrganization } from './eachOrganization.ts';
import type { Repeated } from './repeat.ts';

/** Returns snoozed notifications to the inboxes when their time has come. Any number of processes may do so. */
export function returnSnoozed(
  parts: Pick<QueueParts, 'pool' | 'topics' | 'log'>,
  { everyMs = 1_000 }: { readonly everyMs?: number } = {},
): Repeated {
  const { pool, topics, log } = parts;
  return eachOrganization({
    ...{ name: 'returnSnoozed', everyMs, log },
    list: (after, most) => organizationsReturning(pool, after, most),
    async work(organizationId) {
      const db = createTenantDb(parts, { role: 'prism_notifications', organizationId });
      const returned = await returnDue({ db, topics });
      if (returned > 0) log.debug({ organizationId, returned }, 'snoozed notifications returned');
    },
  });
}
