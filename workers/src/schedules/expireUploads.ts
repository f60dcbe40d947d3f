import { dropExpiredUploads, forgetHosts, organizationsDroppingUploads } from '@prism/knowledge/domain';
import type { QueueParts } from '@prism/queue/relay';
import { createTenantDb } from '@prism/queue/tenantDb';

import { eachOrganization } from './eachOrganization.ts';
import type { Repeated } from './repeat.ts';

const quarterOfAnHour = 15 * 60_000;

/** Forgets uploads that nobody has gone on with for a day, with their bytes, and hosts that nobody crawls any more. Any number of processes may do so. */
export function expireUploads(
  parts: Pick<QueueParts, 'pool' | 'topics' | 'log'>,
  { everyMs = quarterOfAnHour }: { readonly everyMs?: number } = {},
): Repeated {
  const { pool, log } = parts;
  return eachOrganization({
    ...{ name: 'expireUploads', everyMs, log },
    list: async (after, most) => {
      await forgetHosts(pool);
      return organizationsDroppingUploads(pool, after, most);
    },
    async work(organizationId) {
      const dropped = await dropExpiredUploads(
        createTenantDb(parts, { role: 'prism_knowledge', organizationId, system: true }),
      );
      if (dropped > 0) log.info({ organizationId, dropped }, 'uploads that were never finished forgotten');
    },
  });
}
