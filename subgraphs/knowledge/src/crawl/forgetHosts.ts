import type { Pool } from '@prism/db/pool';
import { withTransaction } from '@prism/db/transaction';

import { deleteOldHosts } from './crawl.sql.ts';

/** Forgets when hosts may be asked that nobody has asked for a day. */
export function forgetHosts(pool: Pool): Promise<void> {
  return withTransaction(pool, { role: 'prism_knowledge', byClock: true }, deleteOldHosts);
}
