import { organizationsExpiring, removeExpired } from '@prism/notifications/domain';
import type { QueueParts } from '@prism/queue/relay';
import { createTenantDb } from '@prism/queue/tenantDb';
import { counter } from '@prism/telemetry/metrics';

import { eachOrganization } from './eachOrganization.ts';
import type { Repeated } from './repeat.ts';

const hour = 3_600_000;
const day = 24 * hour;

const removedRows = counter({
  name: 'prism_notifications_removed_total',
  help: 'Rows of the notifications subgraph that were old enough to be removed, by what they were.',
  labelNames: ['what'],
});

/** Removes each hour what is older than so many days. Any number of processes may do so, and nobody waits for it. */
export function retention(
  parts: Pick<QueueParts, 'pool' | 'topics' | 'log'>,
  { days = 90, everyMs = hour }: { readonly days?: number; readonly everyMs?: number } = {},
): Repeated {
  const { pool, topics, log } = parts;
  const before = () => new Date(Date.now() - days * day);
  return eachOrganization({
    ...{ name: 'retention', everyMs, log },
    list: (after, limit) => organizationsExpiring(pool, after, { before: before(), limit }),
    async work(organizationId, isClosed) {
      const db = createTenantDb(parts, { role: 'prism_notifications', organizationId });
      const removed = await removeExpired({ db, topics }, before(), isClosed);
      for (const [what, count] of Object.entries(removed)) removedRows.inc({ what }, count);
    },
  });
}
