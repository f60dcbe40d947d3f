import { lockName } from '@prism/db/lockName';
import type { Queryable } from '@prism/db/transaction';

/**
 * Makes those who hand out or take back an organization's messages wait for each other until the end of the transaction: which
 * deliveries belong to a digest is decided once.
 */
export async function lockQueue(tx: Queryable, organizationId: string): Promise<void> {
  await lockName(tx, `notifications.queue:${organizationId}`);
}
