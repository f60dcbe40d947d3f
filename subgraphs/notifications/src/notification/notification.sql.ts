import type { Queryable } from '@prism/db/transaction';

import type { Inbox } from './inboxCursor.ts';
import type { Notification, Subject } from './notification.ts';

/** A notification with its notice, as {@link notificationColumns} names them. */
export type NotificationRow = {
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
  seen_at: Date | null;
  archived_at: Date | null;
  snoozed_until: Date | null;
};

/** Of {@link notificationSource}. */
export const notificationColumns = `n.organization_id, n.id, n.recipient_id, n.position, c.kind, c.urgent, t.title, t.body, c.actor_id,
  c.subject_type, c.subject_id, n.created_at, n.read_at, n.seen_at, n.archived_at, n.snoozed_until`;
/** Of an inbox whose organization is $1 and whose person is $2: a notice is read in that person's language. */
export const notificationSource = `notifications.notification n
  JOIN notifications.notice c ON c.organization_id = n.organization_id AND c.id = n.notice_id
  CROSS JOIN LATERAL jsonb_to_record(coalesce(c.texts -> (
    SELECT s.locale FROM notifications.person_settings s WHERE s.organization_id = $1 AND s.user_id = $2
  ), c.texts -> 'en')) AS t(title text, body text)`;

/** What came after a position, oldest first. */
export async function listAfter(
  db: Queryable,
  { organizationId, userId }: Inbox,
  page: { readonly after: number; readonly limit: number },
): Promise<Notification[]> {
  const { rows } = await db.query<NotificationRow>(
    `SELECT ${notificationColumns} FROM ${notificationSource}
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
  const { rows } = await db.query<NotificationRow>(
    `SELECT ${notificationColumns} FROM ${notificationSource}
     WHERE n.organization_id = $1 AND n.id = ANY($3::uuid[]) AND n.recipient_id = $2
     ORDER BY n.position DESC`,
    [organizationId, userId, ids],
  );
  return rows.map(toNotification);
}

/** A row as the code knows it. */
export function toNotification(row: NotificationRow): Notification {
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
    seenAt: row.seen_at,
    archivedAt: row.archived_at,
    snoozedUntil: row.snoozed_until,
  };
}
