import { newId } from '@prism/db/newId';
import type { Queryable } from '@prism/db/transaction';

import type { Inbox } from './inboxCursor.ts';
import { defaultChannels } from './kinds.ts';
import type { Notice, Notification, Subject } from './notification.ts';

type Row = {
  organization_id: string;
  id: string;
  recipient_id: string;
  position: string;
  kind: string;
  title: string;
  body: string | null;
  actor_id: string | null;
  subject_type: Subject['type'] | null;
  subject_id: string | null;
  created_at: Date;
  read_at: Date | null;
};

const columns = `n.organization_id, n.id, n.recipient_id, n.position, n.kind, n.title, n.body, n.actor_id, n.subject_type,
  n.subject_id, n.created_at, n.read_at`;

/** What an inbox holds at one moment. */
export type InboxState = { readonly position: number; readonly unread: number };

/** Who got a notification, and at which position. */
export type Placed = { readonly recipientId: string; readonly position: number };

/** Makes runs of one source wait for each other until the transaction ends; the statement after it sees what they wrote. */
export async function lockSource(tx: Queryable, sourceId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('notifications.source:' || $1, 0))`, [sourceId]);
}

/**
 * Places a notice in the inboxes of those who want it and do not have it yet, in one statement whatever their number, and
 * returns who got it where. Two transactions that do so for one source at once must exclude
 * each other, or one fails on the unique source. Counter rows are locked in the order of the user ids, so that two batches
 * never wait for each other in a circle.
 */
export async function insertNotifications(
  tx: Queryable,
  { organizationId, notice }: { readonly organizationId: string; readonly notice: Notice },
  userIds: readonly string[],
): Promise<Placed[]> {
  if (userIds.length === 0) return [];
  const { rows } = await tx.query<{ recipient_id: string; position: string }>(insertStatement, [
    organizationId,
    userIds,
    userIds.map(() => newId()),
    defaultChannels(notice.kind).inApp,
    notice.sourceId,
    notice.kind,
    notice.text.title,
    notice.text.body,
    notice.actorId,
    notice.subject?.type ?? null,
    notice.subject?.id ?? null,
  ]);
  return rows.map((row) => ({ recipientId: row.recipient_id, position: Number(row.position) }));
}

const insertStatement = `
  WITH wanted AS (
    SELECT u.user_id, u.id
    FROM unnest($2::uuid[], $3::uuid[]) AS u(user_id, id)
    LEFT JOIN notifications.preference p
      ON p.organization_id = $1 AND p.user_id = u.user_id AND p.kind = $6
    WHERE coalesce(p.in_app, $4)
      AND NOT EXISTS (
        SELECT FROM notifications.notification n
        WHERE n.organization_id = $1 AND n.recipient_id = u.user_id AND n.source_id = $5
      )
  ), counted AS (
    INSERT INTO notifications.recipient AS r (organization_id, user_id, position, unread)
    SELECT $1, user_id, 1, 1 FROM wanted ORDER BY user_id
    ON CONFLICT (organization_id, user_id) DO UPDATE SET position = r.position + 1, unread = r.unread + 1
    RETURNING r.user_id, r.position
  )
  INSERT INTO notifications.notification
    (organization_id, id, recipient_id, position, kind, title, body, actor_id, subject_type, subject_id, source_id)
  SELECT $1, w.id, c.user_id, c.position, $6, $7, $8, $9, $10, $11, $5
  FROM counted c JOIN wanted w USING (user_id)
  RETURNING recipient_id, position`;

/** A page of an inbox, newest first, and its state at the same moment. */
export async function listInbox(
  db: Queryable,
  { organizationId, userId }: Inbox,
  page: { readonly before: number | null; readonly unreadOnly: boolean; readonly limit: number },
): Promise<InboxState & { readonly rows: Notification[] }> {
  const { rows } = await db.query<{ head: string; unread: string } & (Row | { id: null })>(
    `SELECT r.position AS head, r.unread, n.*
     FROM notifications.recipient r
     LEFT JOIN LATERAL (
       SELECT ${columns} FROM notifications.notification n
       WHERE n.organization_id = $1 AND n.recipient_id = $2 AND n.position < coalesce($3::bigint, 9223372036854775807)
         ${page.unreadOnly ? 'AND n.read_at IS NULL' : ''}
       ORDER BY n.position DESC LIMIT $4
     ) n ON true
     WHERE r.organization_id = $1 AND r.user_id = $2
     ORDER BY n.position DESC`,
    [organizationId, userId, page.before, page.limit],
  );
  return {
    position: Number(rows[0]?.head ?? 0),
    unread: Number(rows[0]?.unread ?? 0),
    rows: rows.flatMap((row) => (row.id === null ? [] : [toNotification(row)])),
  };
}

/** What came after a position, oldest first. */
export async function listAfter(
  db: Queryable,
  { organizationId, userId }: Inbox,
  page: { readonly after: number; readonly limit: number },
): Promise<Notification[]> {
  const { rows } = await db.query<Row>(
    `SELECT ${columns} FROM notifications.notification n
     WHERE n.organization_id = $1 AND n.recipient_id = $2 AND n.position > $3
     ORDER BY n.position LIMIT $4`,
    [organizationId, userId, page.after, page.limit],
  );
  return rows.map(toNotification);
}

/** Where an inbox ends; 0 for one that was never written to. */
export async function findPosition(db: Queryable, { organizationId, userId }: Inbox): Promise<number> {
  const { rows } = await db.query<{ position: string }>(
    'SELECT position FROM notifications.recipient WHERE organization_id = $1 AND user_id = $2',
    [organizationId, userId],
  );
  return Number(rows[0]?.position ?? 0);
}

/** Those of the ids that lie in this inbox, newest first. */
export async function listByIds(
  db: Queryable,
  { organizationId, userId }: Inbox,
  ids: readonly string[],
): Promise<Notification[]> {
  const { rows } = await db.query<Row>(
    `SELECT ${columns} FROM notifications.notification n
     WHERE n.organization_id = $1 AND n.id = ANY($3::uuid[]) AND n.recipient_id = $2
     ORDER BY n.position DESC`,
    [organizationId, userId, ids],
  );
  return rows.map(toNotification);
}

/** Marks those of the ids that lie unread in this inbox, and returns how many stay unread in all of it. */
export async function markRead(
  tx: Queryable,
  { organizationId, userId }: Inbox,
  ids: readonly string[],
): Promise<number> {
  // The counter row first, as whoever inserts does: so nobody waits in a circle, and the count cannot be off.
  const { rows } = await tx.query<{ unread: string }>(
    `SELECT unread FROM notifications.recipient WHERE organization_id = $1 AND user_id = $2 FOR NO KEY UPDATE`,
    [organizationId, userId],
  );
  const unread = Number(rows[0]?.unread ?? 0);
  if (unread === 0) return 0;
  const { rows: after } = await tx.query<{ unread: string }>(
    `WITH marked AS (
       UPDATE notifications.notification SET read_at = now()
       WHERE organization_id = $1 AND id = ANY($3::uuid[]) AND recipient_id = $2 AND read_at IS NULL
       RETURNING id
     )
     UPDATE notifications.recipient SET unread = unread - (SELECT count(*) FROM marked)
     WHERE organization_id = $1 AND user_id = $2
     RETURNING unread`,
    [organizationId, userId, ids],
  );
  return Number(after[0]?.unread ?? 0);
}

function toNotification(row: Row): Notification {
  return {
    id: row.id,
    organizationId: row.organization_id,
    recipientId: row.recipient_id,
    position: Number(row.position),
    kind: row.kind,
    title: row.title,
    body: row.body,
    actorId: row.actor_id,
    subject: row.subject_type && row.subject_id ? { type: row.subject_type, id: row.subject_id } : null,
    createdAt: row.created_at,
    readAt: row.read_at,
  };
}
