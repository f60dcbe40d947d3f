import type { Queryable } from '@prism/db/transaction';

import type { Inbox } from './inboxCursor.ts';

/** What people do with notifications, one by one. */
export type InboxAction = 'read' | 'archive' | 'unarchive' | 'snooze' | 'unsnooze';

/** What becomes of the rows, and which of those that were named it concerns at all. $4 is until when. */
const actions = {
  read: { set: 'read_at = now(), seen_at = coalesce(seen_at, now())', where: 'read_at IS NULL' },
  archive: { set: 'archived_at = now(), snoozed_until = NULL', where: 'archived_at IS NULL' },
  unarchive: { set: 'archived_at = NULL', where: 'archived_at IS NOT NULL' },
  snooze: { set: 'snoozed_until = $4, archived_at = NULL', where: 'snoozed_until IS DISTINCT FROM $4' },
  unsnooze: { set: 'snoozed_until = NULL', where: 'snoozed_until IS NOT NULL' },
} as const satisfies Record<InboxAction, { readonly set: string; readonly where: string }>;

/** SQL: whether a row lies in the inbox, neither archived nor snoozed. */
export const inInbox = (row: string) => `${row}.archived_at IS NULL AND ${row}.snoozed_until IS NULL`;

/** SQL: whether a row counts as unread. The only place that says so. */
export const isCounted = (row: string) => `(${row}.read_at IS NULL AND ${inInbox(row)})`;

/** Holds an inbox until the transaction ends, as whoever adds to it does: so that nobody waits in a circle and no count is off. */
export async function lockInbox(
  tx: Queryable,
  { organizationId, userId }: Inbox,
): Promise<{ readonly position: number; readonly unread: number; readonly seen: number }> {
  const { rows } = await tx.query<{ position: string; unread: string; seen: string }>(
    `SELECT position, unread, seen FROM notifications.recipient
     WHERE organization_id = $1 AND user_id = $2 FOR NO KEY UPDATE`,
    [organizationId, userId],
  );
  const [row] = rows;
  return { position: Number(row?.position ?? 0), unread: Number(row?.unread ?? 0), seen: Number(row?.seen ?? 0) };
}

/** Does something with those of the ids that lie in this inbox, which is locked, and returns how many stay unread in all of it. */
export async function changeNotifications(
  tx: Queryable,
  { organizationId, userId }: Inbox,
  change: { readonly action: InboxAction; readonly ids: readonly string[]; readonly until?: Date },
): Promise<number> {
  const { set, where } = actions[change.action];
  const { rows } = await tx.query<{ unread: string }>(
    `WITH named AS (
       SELECT n.id, ${isCounted('n')} AS counted FROM notifications.notification n
       WHERE n.organization_id = $1 AND n.recipient_id = $2 AND n.id = ANY ($3::uuid[])
     ), changed AS (
       UPDATE notifications.notification n SET ${set}
       WHERE n.organization_id = $1 AND n.recipient_id = $2 AND n.id = ANY ($3::uuid[]) AND ${where}
       RETURNING n.id, ${isCounted('n')} AS counted
     )
     UPDATE notifications.recipient SET unread = unread + (
       SELECT count(*) FILTER (WHERE changed.counted) - count(*) FILTER (WHERE named.counted)
       FROM changed JOIN named USING (id)
     )
     WHERE organization_id = $1 AND user_id = $2
     RETURNING unread`,
    [organizationId, userId, change.ids, ...(change.action === 'snooze' ? [change.until] : [])],
  );
  return Number(rows[0]?.unread ?? 0);
}

/** What a step through an inbox did: how many rows, and how many are unread after it. */
export type Step = { readonly changed: number; readonly unread: number };

/** Marks what lies unread in this inbox, which is locked, up to a position, the oldest first, at most `most` rows. */
export async function markReadUpTo(
  tx: Queryable,
  { organizationId, userId }: Inbox,
  { position, most }: { readonly position: number; readonly most: number },
): Promise<Step> {
  const { rows } = await tx.query<{ changed: string; unread: string }>(
    `WITH marked AS (
       UPDATE notifications.notification n SET read_at = now(), seen_at = coalesce(n.seen_at, now())
       WHERE n.organization_id = $1 AND n.recipient_id = $2 AND n.position = ANY (ARRAY(
         SELECT o.position FROM notifications.notification o
         WHERE o.organization_id = $1 AND o.recipient_id = $2 AND o.position <= $3 AND ${isCounted('o')}
         ORDER BY o.position LIMIT $4
       ))
       RETURNING n.id
     )
     UPDATE notifications.recipient SET unread = unread - (SELECT count(*) FROM marked)
     WHERE organization_id = $1 AND user_id = $2
     RETURNING unread, (SELECT count(*) FROM marked) AS changed`,
    [organizationId, userId, position, most],
  );
  return { changed: Number(rows[0]?.changed ?? 0), unread: Number(rows[0]?.unread ?? 0) };
}

/** Marks this inbox, which is locked, as seen up to a position, the oldest first, at most `most` rows. Returns up to where it is seen. */
export async function markSeenUpTo(
  tx: Queryable,
  { organizationId, userId }: Inbox,
  { position, most }: { readonly position: number; readonly most: number },
): Promise<number> {
  const { rows } = await tx.query<{ seen: string }>(
    `WITH step AS MATERIALIZED (
       SELECT o.position, o.seen_at FROM notifications.recipient r
       JOIN notifications.notification o ON o.organization_id = $1 AND o.recipient_id = $2 AND o.position > r.seen
       WHERE r.organization_id = $1 AND r.user_id = $2 AND o.position <= $3
       ORDER BY o.position LIMIT $4
     ), marked AS (
       UPDATE notifications.notification n SET seen_at = now()
       WHERE n.organization_id = $1 AND n.recipient_id = $2
         AND n.position = ANY (ARRAY(SELECT position FROM step WHERE seen_at IS NULL))
     )
     UPDATE notifications.recipient r SET seen = greatest(r.seen,
       CASE WHEN (SELECT count(*) FROM step) < $4 THEN least($3, r.position) ELSE (SELECT max(position) FROM step) END)
     WHERE r.organization_id = $1 AND r.user_id = $2
     RETURNING seen`,
    [organizationId, userId, position, most],
  );
  return Number(rows[0]?.seen ?? 0);
}

/** How many of an inbox are neither read nor seen. */
export async function countUnseen(db: Queryable, { organizationId, userId }: Inbox): Promise<number> {
  const { rows } = await db.query<{ unseen: string }>(
    `SELECT count(*) AS unseen FROM notifications.recipient r
     JOIN notifications.notification n
       ON n.organization_id = $1 AND n.recipient_id = $2 AND n.position > r.seen AND ${isCounted('n')}
     WHERE r.organization_id = $1 AND r.user_id = $2`,
    [organizationId, userId],
  );
  return Number(rows[0]?.unseen ?? 0);
}
