import type { Queryable } from '@prism/db/transaction';

import type { Placed } from './fanOut.sql.ts';

/** Organizations in which a snoozed notification is to return, in the order of their ids, after a given one. */
export async function listOrganizationsReturning(db: Queryable, after: string, most: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'SELECT organization_id AS id FROM notifications.organizations_returning($1, $2)',
    [after, most],
  );
  return rows.map(({ id }) => id);
}

/**
 * Holds the inboxes to which at most `most` snoozed notifications are to return. One that somebody else holds is left out: it is
 * found again at the next look.
 */
export async function lockReturning(tx: Queryable, organizationId: string, most: number): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT r.user_id AS id FROM notifications.recipient r
     WHERE r.organization_id = $1 AND r.user_id IN (
       SELECT n.recipient_id FROM notifications.notification n
       WHERE n.organization_id = $1 AND n.snoozed_until <= now() ORDER BY n.snoozed_until LIMIT $2
     )
     ORDER BY r.user_id FOR NO KEY UPDATE SKIP LOCKED`,
    [organizationId, most],
  );
  return rows.map(({ id }) => id);
}

/** Places snoozed notifications whose time has come at the top of these inboxes, which are held, unread and unseen. */
export async function placeReturning(
  tx: Queryable,
  organizationId: string,
  { userIds, most }: { readonly userIds: readonly string[]; readonly most: number },
): Promise<Placed[]> {
  const { rows } = await tx.query<{ recipient_id: string; position: string }>(
    `WITH due AS MATERIALIZED (
       SELECT id, recipient_id, row_number() OVER (PARTITION BY recipient_id ORDER BY snoozed_until, position) AS place
       FROM (
         SELECT n.id, n.recipient_id, n.snoozed_until, n.position FROM notifications.notification n
         WHERE n.organization_id = $1 AND n.snoozed_until <= now() AND n.recipient_id = ANY ($2::uuid[])
         ORDER BY n.snoozed_until LIMIT $3
       ) AS oldest
     ), counted AS (
       UPDATE notifications.recipient r SET position = r.position + d.count, unread = r.unread + d.count
       FROM (SELECT recipient_id, max(place) AS count FROM due GROUP BY recipient_id) d
       WHERE r.organization_id = $1 AND r.user_id = d.recipient_id
       RETURNING r.user_id, r.position - d.count AS before
     )
     UPDATE notifications.notification n
     SET position = c.before + d.place, snoozed_until = NULL, read_at = NULL, seen_at = NULL, returned_at = now()
     FROM due d JOIN counted c ON c.user_id = d.recipient_id
     WHERE n.organization_id = $1 AND n.id = d.id
     RETURNING n.recipient_id, n.position`,
    [organizationId, userIds, most],
  );
  return rows.map((row) => ({ recipientId: row.recipient_id, position: Number(row.position) }));
}
