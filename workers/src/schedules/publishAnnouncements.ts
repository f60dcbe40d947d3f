import { organizationsToAnnounce, publishDueAnnouncements } from '@prism/notifications/domain';
import type { QueueParts } from '@prism/queue/relay';
import { createTenantDb } from '@prism/queue/tenantDb';

import { repeat, type Repeated } from './repeat.ts';

/** Organizations in one round, and announcements of each: whoever has more goes on in the next round, behind the others. */
const most = { organizations: 100, announcements: 20 } as const;

/** Publishes announcements when they are due. Any number of processes may do so: a row that one publishes, others pass over. */
export function publishAnnouncements(
  parts: Pick<QueueParts, 'pool' | 'topics' | 'log'>,
  { everyMs = 1_000 }: { readonly everyMs?: number } = {},
): Repeated {
  const round = async () => {
    for (const organizationId of await organizationsToAnnounce(parts.pool, most.organizations)) {
      const db = createTenantDb(parts, { role: 'prism_notifications', organizationId });
      const published = await publishDueAnnouncements(db, most.announcements);
      if (published.length > 0) parts.log.debug({ organizationId, published: published.length }, 'announced');
    }
  };
  return repeat(round, { name: 'publishAnnouncements', everyMs, log: parts.log });
}
