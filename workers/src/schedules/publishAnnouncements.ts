import { organizationsAnnouncing, publishDueAnnouncements } from '@prism/notifications/domain';
import type { QueueParts } from '@prism/queue/relay';
import { createTenantDb } from '@prism/queue/tenantDb';

import { eachOrganization } from './eachOrganization.ts';
import type { Repeated } from './repeat.ts';

/** Of one organization in one round: whoever has more goes on in the next one, behind the others. */
const most = 20;

/** Publishes announcements when they are due. Any number of processes may do so: a row that one publishes, others pass over. */
export function publishAnnouncements(
  parts: Pick<QueueParts, 'pool' | 'topics' | 'log'>,
  { everyMs = 1_000 }: { readonly everyMs?: number } = {},
): Repeated {
  const { pool, log } = parts;
  return eachOrganization({
    ...{ name: 'publishAnnouncements', everyMs, log },
    list: (after, limit) => organizationsAnnouncing(pool, after, limit),
    async work(organizationId) {
      const db = createTenantDb(parts, { role: 'prism_notifications', organizationId });
      const published = await publishDueAnnouncements(db, most);
      if (published.length > 0) log.debug({ organizationId, published: published.length }, 'announced');
    },
  });
}
