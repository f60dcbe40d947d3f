import {
  organizationsPacking,
  organizationsRetokenizing,
  packPostings as packPage,
  retokenize as retokenizeSome,
} from '@prism/knowledge/domain';
import type { QueueParts } from '@prism/queue/relay';
import { createTenantDb } from '@prism/queue/tenantDb';

import { eachOrganization } from './eachOrganization.ts';
import type { Repeated } from './repeat.ts';

type Parts = Pick<QueueParts, 'pool' | 'topics' | 'log'>;

const tenantOf = (parts: Parts, organizationId: string) =>
  createTenantDb(parts, { role: 'prism_knowledge', organizationId, system: true });

interface PackOptions {
  readonly everyMs?: number;
  /** Chunks of a page, if not as many as usual. */
  readonly size?: number;
}

/**
 * Packs the postings of organizations that have grown large into pages, one transaction for each page. Any number of processes may do
 * so: one at a time works in an organization.
 */
export function packPostings(parts: Parts, { everyMs = 10_000, ...size }: PackOptions = {}): Repeated {
  const { pool, log } = parts;
  return eachOrganization({
    ...{ name: 'packPostings', everyMs, log },
    list: (after, most) => organizationsPacking(pool, after, { most, ...size }),
    async work(organizationId, isClosed) {
      let packed = 0;
      for (let more = true; more && !isClosed();) {
        const chunks = await packPage(tenantOf(parts, organizationId), size);
        packed += chunks;
        more = chunks > 0;
      }
      if (packed > 0) log.info({ organizationId, packed }, 'postings packed into pages');
    },
  });
}

/** Indexes anew, by the present tokenizer, what an earlier one has indexed. Any number of processes may do so. */
export function retokenize(parts: Parts, { everyMs = 60_000 }: { readonly everyMs?: number } = {}): Repeated {
  const { pool, log } = parts;
  return eachOrganization({
    ...{ name: 'retokenize', everyMs, log },
    list: (after, most) => organizationsRetokenizing(pool, after, most),
    async work(organizationId, isClosed) {
      let chunks = 0;
      for (let more = true; more && !isClosed();) {
        const done = await retokenizeSome(tenantOf(parts, organizationId));
        chunks += done;
        more = done > 0;
      }
      if (chunks > 0) log.info({ organizationId, chunks }, 'indexed by the present tokenizer');
    },
  });
}
