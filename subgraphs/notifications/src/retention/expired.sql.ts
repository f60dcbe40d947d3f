import type { Queryable } from '@prism/db/transaction';

/** Before when something is old, also as the smallest id of that moment; and how much is removed at once. */
export type Limit = { readonly moment: Date; readonly id: string; readonly most: number };

/** Organizations that hold something old, in the order of their ids, after a given one. */
export async function listOrganizationsExpiring(db: Queryable, after: string, limit: Limit): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'SELECT organization_id AS id FROM notifications.organizations_expiring($1, $2, $3, $4)',
    [after, limit.id, limit.moment, limit.most],
  );
  return rows.map(({ id }) => id);
}

/** What lay in an inbox. */
export type Old = { readonly ids: readonly string[]; readonly userIds: readonly string[] };

// What is snoozed was asked for again; what has returned is as old as its return.
const isOld = `n.organization_id = $1 AND n.id < $2 AND n.snoozed_until IS NULL
  AND (n.returned_at IS NULL OR n.returned_at < $3)`;

/**
 * Old notifications, read or not, with their inboxes, which are held. An inbox that somebody else holds right now is left out
 * rather than waited for: it is found again at the next look.
 */
export async function lockOldNotifications(tx: Queryable, organizationId: string, limit: Limit): Promise<Old> {
  const { rows } = await tx.query<{ id: string; recipient_id: string }>(
    `SELECT n.id, n.recipient_id FROM notifications.notification n WHERE ${isOld} ORDER BY n.id LIMIT $4`,
    [organizationId, limit.id, limit.moment, limit.most],
  );
  if (rows.length === 0) return { ids: [], userIds: [] };
  const { rows: held } = await tx.query<{ id: string }>(
    `SELECT r.user_id AS id FROM notifications.recipient r WHERE r.organization_id = $1 AND r.user_id = ANY ($2::uuid[])
     ORDER BY r.user_id FOR NO KEY UPDATE SKIP LOCKED`,
    [organizationId, [...new Set(rows.map((row) => row.recipient_id))]],
  );
  return { ids: rows.map(({ id }) => id), userIds: held.map(({ id }) => id) };
}

/** Removes old notifications from inboxes that are held, keeps their counts exact, and returns how many there were and whose counts changed. */
export async function deleteNotifications(
  tx: Queryable,
  organizationId: string,
  { ids, userIds, ...limit }: Old & Limit,
): Promise<{ readonly removed: number; readonly changed: readonly string[] }> {
  const { rows } = await tx.query<{ removed: string; changed: string[] }>(
    `WITH gone AS (
       DELETE FROM notifications.notification n
       WHERE ${isOld} AND n.id = ANY ($4::uuid[]) AND n.recipient_id = ANY ($5::uuid[])
       RETURNING n.recipient_id, (n.read_at IS NULL AND n.archived_at IS NULL) AS counted
     ), changed AS (
       UPDATE notifications.recipient r SET unread = r.unread - g.count
       FROM (SELECT recipient_id, count(*) AS count FROM gone WHERE counted GROUP BY recipient_id) g
       WHERE r.organization_id = $1 AND r.user_id = g.recipient_id
       RETURNING r.user_id
     )
     SELECT (SELECT count(*) FROM gone) AS removed, ARRAY(SELECT user_id FROM changed) AS changed`,
    [organizationId, limit.id, limit.moment, ids, userIds],
  );
  return { removed: Number(rows[0]?.removed ?? 0), changed: rows[0]?.changed ?? [] };
}

/** Removes messages that were sent, given up or cancelled long ago, with their attempts. */
export async function deleteDeliveries(tx: Queryable, organizationId: string, limit: Limit): Promise<number> {
  const { rowCount } = await tx.query(
    `DELETE FROM notifications.delivery WHERE organization_id = $1 AND id = ANY (ARRAY(
       SELECT d.id FROM notifications.delivery d
       WHERE d.organization_id = $1 AND d.id < $2 AND d.status IN ('SENT', 'DEAD', 'CANCELLED')
         AND coalesce(d.finished_at, d.created_at) < $3
       ORDER BY d.id LIMIT $4 FOR UPDATE SKIP LOCKED
     ))`,
    [organizationId, limit.id, limit.moment, limit.most],
  );
  return rowCount;
}

/** Removes old notices that lie in no inbox any more and that no message is made of. */
export async function deleteNotices(tx: Queryable, organizationId: string, limit: Limit): Promise<number> {
  const { rowCount } = await tx.query(
    `DELETE FROM notifications.notice WHERE organization_id = $1 AND id = ANY (ARRAY(
       SELECT c.id FROM notifications.notice c
       WHERE c.organization_id = $1 AND c.id < $2 AND c.created_at < $3
         AND NOT EXISTS (SELECT FROM notifications.notification n WHERE n.organization_id = $1 AND n.notice_id = c.id)
         AND NOT EXISTS (SELECT FROM notifications.delivery d WHERE d.organization_id = $1 AND d.notice_id = c.id)
       ORDER BY c.id LIMIT $4
     ))`,
    [organizationId, limit.id, limit.moment, limit.most],
  );
  return rowCount;
}

/** Forgets what was answered to keys long ago. */
export async function deleteIdempotencyKeys(tx: Queryable, organizationId: string, limit: Limit): Promise<number> {
  const { rowCount } = await tx.query(
    `DELETE FROM notifications.idempotency_key WHERE organization_id = $1 AND (operation, key) IN (
       SELECT k.operation, k.key FROM notifications.idempotency_key k
       WHERE k.organization_id = $1 AND k.created_at < $2 ORDER BY k.created_at LIMIT $3
     )`,
    [organizationId, limit.moment, limit.most],
  );
  return rowCount;
}

/** Removes mutes that have run out. */
export async function deleteMutes(tx: Queryable, organizationId: string, { most }: Limit): Promise<number> {
  const { rowCount } = await tx.query(
    `DELETE FROM notifications.mute WHERE organization_id = $1 AND until < now()
       AND (user_id, subject_type, subject_id) IN (
         SELECT m.user_id, m.subject_type, m.subject_id FROM notifications.mute m
         WHERE m.organization_id = $1 AND m.until < now() ORDER BY m.until LIMIT $2
       )`,
    [organizationId, most],
  );
  return rowCount;
}
