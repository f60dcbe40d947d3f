import type { TenantDb } from '@prism/queue/tenantDb';

import type { Subject } from '../notification/notification.ts';
import { requireTenant } from '../requireTenant.ts';
import { selectWatchers } from './subject.sql.ts';

/**
 * User ids of who watches a subject, ordered, those after `after`; at most `limit`. They may have left the organization. Walk all
 * of them by handing the last id back until fewer than `limit` come.
 */
export async function listWatchers(
  db: TenantDb,
  subject: Subject,
  page: { readonly after: string | null; readonly limit: number },
): Promise<string[]> {
  const organizationId = requireTenant(db);
  return db.read((tx) => selectWatchers(tx, organizationId, { subject, ...page }));
}
