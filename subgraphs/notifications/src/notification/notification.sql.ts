import type { Queryable } from '@prism/db/transaction';

import type { Inbox } from './inboxCursor.ts';
import type { Notification, Subject } from './notification.ts';

type Row = {
  organization_id: string;
  id: string;
  recipient_id: string;
  position: string;
  kind: string;
  urgent: boolean;
  title: string;
  body: string | null;
  actor_id: string | null;
  subject_type: Subject['type'] | null;
  subject_id: string | null;
  created_at: Date;
  read_at: Date | null;
};

// Of an inbox whose organization is $1 and whose person is $2: a notice is read in that person's language.
const columns = `n.organization_id, n.id, n.recipient_id, n.position, c.kind, c.urgent, t.title, t.body, c.actor_id,
  c.subject_type, c.subject_id, n.created_at, n.read_at`;
const source = `notifications.notification n
  JOIN notifications.notice c ON c.organization_id = n.organization_id AND c.id = n.notice_id
  CROSS JOIN LATERAL jsonb_to_record(coalesce(c.texts -> (
    SELECT s.locale FROM notifications.person_settings s WHERE s.organization_id = $1 AND s.user_id = $2
  ), c.texts -> 'en')) AS t(title text, body text)`;

/** What an inbox holds at one moment. */
export type InboxState = { readonly position: number; readonly unread: number };

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
       SELECT ${columns} FROM ${source}
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
    `SELECT ${columns} FROM ${source}
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
    `SELECT ${columns} FROM ${source}
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
    urgent: row.urgent,
    title: row.title,
    body: row.body,
    actorId: row.actor_id,
    subject: row.subject_type && row.subject_id ? { type: row.subject_type, id: row.subject_id } : null,
    createdAt: row.created_at,
    readAt: row.read_at,
  };
}
