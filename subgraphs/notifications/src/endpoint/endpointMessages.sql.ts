import type { Queryable } from '@prism/db/transaction';

import { lockQueue } from '../delivery/lockQueue.ts';
import type { StoredEndpoint } from './endpoint.ts';

/** What a test message says, by locale. */
export type TestTexts = Readonly<Record<string, { readonly title: string; readonly body: string }>>;

type Place = Pick<StoredEndpoint, 'organizationId' | 'id' | 'ownerId' | 'channel'>;

/** Writes a message that is due now. Its notice is nobody's inbox entry. */
export async function insertTestMessage(
  tx: Queryable,
  { organizationId, id, ownerId, channel }: Place,
  { messageId, texts }: { readonly messageId: string; readonly texts: TestTexts },
): Promise<void> {
  await tx.query(
    `WITH notice AS (
       INSERT INTO notifications.notice (organization_id, id, kind, texts, actor_id) VALUES ($1, $2, 'ENDPOINT_TEST', $3, $4)
     )
     INSERT INTO notifications.delivery
       (organization_id, id, notice_id, recipient_id, channel, endpoint_id, status, due_at)
     VALUES ($1, $2, $2, $4, $5, $6, 'PENDING', now())`,
    [organizationId, messageId, JSON.stringify(texts), ownerId, channel, id],
  );
}

/** Ends what waits for an endpoint; what is just being sent may still arrive. */
export async function cancelWaiting(
  tx: Queryable,
  { organizationId, id }: Pick<Place, 'organizationId' | 'id'>,
  reason: string,
): Promise<void> {
  await tx.query(
    `UPDATE notifications.delivery SET status = 'CANCELLED', reason = $3, finished_at = now()
     WHERE organization_id = $1 AND endpoint_id = $2 AND status IN ('PENDING', 'COLLECTED')`,
    [organizationId, id, reason],
  );
}

/** A range of time, the end excluded. */
export type Range = { readonly from: Date; readonly until: Date };

/**
 * Has what was made for an endpoint in a range, and is not waiting, be sent again under its own id; a digest as the digest that it
 * was. Takes the oldest `most` of the range, and returns how many deliveries wait again.
 */
export async function requeue(
  tx: Queryable,
  { organizationId, id }: Place,
  { from, until, most }: Range & { readonly most: number },
): Promise<number> {
  await lockQueue(tx, organizationId);
  const { rowCount } = await tx.query(
    `WITH meant AS (
       SELECT d.id, d.digest_id FROM notifications.delivery d
       WHERE d.organization_id = $1 AND d.endpoint_id = $2 AND d.created_at >= $3 AND d.created_at < $4
         AND d.status IN ('SENT', 'DEAD', 'CANCELLED')
       ORDER BY d.created_at LIMIT $5
     )
     UPDATE notifications.delivery d SET
       status = CASE WHEN d.digest_id IS NULL THEN 'PENDING' ELSE 'COLLECTED' END,
       due_at = now(), attempts_before = d.attempts, finished_at = NULL, reason = 'replayed'
     WHERE d.organization_id = $1 AND d.status IN ('SENT', 'DEAD', 'CANCELLED') AND (
       d.id IN (SELECT id FROM meant)
       OR d.digest_id IN (SELECT digest_id FROM meant WHERE digest_id IS NOT NULL))`,
    [organizationId, id, from, until, most],
  );
  return rowCount;
}
