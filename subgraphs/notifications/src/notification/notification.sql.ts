import type { Queryable } from '@prism/db/transaction';

import type { Inbox, InboxPlace } from './inboxCursor.ts';
import type { Texts } from './locales.ts';
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
/** What belongs to a notification `n`: its notice, which is read in the recipient's language. */
const noticeOfNotification = `JOIN notifications.notice c ON c.organization_id = n.organization_id AND c.id = n.notice_id
  CROSS JOIN LATERAL jsonb_to_record(coalesce(c.texts -> (
    SELECT s.locale FROM notifications.person_settings s WHERE s.organization_id = n.organization_id AND s.user_id = n.recipient_id
  ), c.texts -> 'en')) AS t(title text, body text)`;
/** Notifications with all that belongs to them. */
export const notificationSource = `notifications.notification n ${noticeOfNotification}`;

/** What came after each place, oldest first: for each as many as it wants, in the order of the places. */
export async function listAfterEach(
  db: Queryable,
  organizationId: string,
  places: readonly InboxPlace[],
): Promise<Notification[][]> {
  const { rows } = await db.query<NotificationRow & { place: string }>(
    `SELECT w.place, ${notificationColumns}
     FROM unnest($2::uuid[], $3::bigint[], $4::int[]) WITH ORDINALITY AS w (user_id, after, most, place)
     CROSS JOIN LATERAL (
       SELECT * FROM notifications.notification m
       WHERE m.organization_id = $1 AND m.recipient_id = w.user_id AND m.position > w.after
       ORDER BY m.position LIMIT w.most
     ) AS n ${noticeOfNotification}
     ORDER BY w.place, n.position`,
    [
      organizationId,
      places.map(({ inbox }) => inbox.userId),
      places.map(({ after }) => after),
      places.map(({ limit }) => limit),
    ],
  );
  const pages = places.map((): Notification[] => []);
  for (const row of rows) pages[Number(row.place) - 1]?.push(toNotification(row));
  return pages;
}

/** Where inboxes end; one that was never written to is not among them. */
export async function findPositions(
  db: Queryable,
  organizationId: string,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ user_id: string; position: string }>(
    'SELECT user_id, position FROM notifications.recipient WHERE organization_id = $1 AND user_id = ANY($2::uuid[])',
    [organizationId, userIds],
  );
  return new Map(rows.map(({ user_id, position }) => [user_id, Number(position)]));
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

/** Says something else in all notices of a kind about a subject. */
export async function replaceTexts(
  db: Queryable,
  organizationId: string,
  { subject, kind, texts }: { readonly subject: Subject; readonly kind: string; readonly texts: Texts },
): Promise<void> {
  await db.query(
    `UPDATE notifications.notice SET texts = $5
     WHERE organization_id = $1 AND subject_type = $2 AND subject_id = $3 AND kind = $4`,
    [organizationId, subject.type, subject.id, kind, JSON.stringify(texts)],
  );
}
