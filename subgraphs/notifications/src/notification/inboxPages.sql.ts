import type { Queryable } from '@prism/db/transaction';

import type { Inbox } from './inboxCursor.ts';
import type { Group, InboxFilter, InboxRange, InboxState, State } from './inboxPage.ts';
import { inInbox, isCounted } from './inboxState.sql.ts';
import type { Notification } from './notification.ts';
import { notificationColumns, notificationSource, toNotification, type NotificationRow } from './notification.sql.ts';

// What is read and what is not have an index each, which costs a new row one entry: a page of both is the head of the two.
const branches = {
  INBOX: [`n.read_at IS NULL AND ${inInbox('n')}`, `n.read_at IS NOT NULL AND ${inInbox('n')}`],
  ARCHIVED: ['n.archived_at IS NOT NULL'],
  SNOOZED: ['n.snoozed_until IS NOT NULL'],
  ALL: ['true'],
} as const satisfies Record<State, readonly string[]>;

/** A page of an inbox, newest first, and its state at the same moment. */
export async function listInbox(
  db: Queryable,
  { organizationId, userId }: Inbox,
  { before, limit, state, unreadOnly, kinds, subject }: InboxRange & InboxFilter,
): Promise<InboxState & { readonly rows: Notification[] }> {
  const wanted = state === 'INBOX' && unreadOnly ? [branches.INBOX[0]] : branches[state];
  const pages = wanted.map((where) => pageOf(unreadOnly ? `${where} AND n.read_at IS NULL` : where));
  const { rows } = await db.query<{ head: string; unread: string } & (NotificationRow | { id: null })>(
    `SELECT r.position AS head, r.unread, n.*
     FROM notifications.recipient r
     LEFT JOIN LATERAL (
       SELECT * FROM (${pages.join(' UNION ALL ')}) AS page ORDER BY position DESC LIMIT $4
     ) n ON true
     WHERE r.organization_id = $1 AND r.user_id = $2
     ORDER BY n.position DESC`,
    [organizationId, userId, before, limit, kinds, subject?.type ?? null, subject?.id ?? null],
  );
  return {
    position: Number(rows[0]?.head ?? 0),
    unread: Number(rows[0]?.unread ?? 0),
    rows: rows.flatMap((row) => (row.id === null ? [] : [toNotification(row)])),
  };
}

function pageOf(where: string): string {
  return `(SELECT ${notificationColumns} FROM ${notificationSource}
    WHERE n.organization_id = $1 AND n.recipient_id = $2 AND n.position < coalesce($3::bigint, 9223372036854775807)
      AND ${where} AND ($5::text[] IS NULL OR c.kind = ANY ($5))
      AND ($6::text IS NULL OR (c.subject_type = $6 AND c.subject_id = $7::uuid))
    ORDER BY n.position DESC LIMIT $4)`;
}

/**
 * A page of an inbox by subjects, that with the latest notification first. The inbox is walked from its end, each time to the
 * next row of another subject, and each subject is counted by its notices: what it costs does not grow with the inbox.
 */
export async function listGroups(
  db: Queryable,
  { organizationId, userId }: Inbox,
  { before, limit }: InboxRange,
): Promise<Group[]> {
  const { rows } = await db.query<NotificationRow & { total: string; counted: string }>(
    `WITH RECURSIVE ${walk}
     SELECT ${notificationColumns}, walk.total, walk.counted
     FROM walk JOIN ${notificationSource} ON n.organization_id = $1 AND n.recipient_id = $2 AND n.id = walk.id
     WHERE walk.is_new ORDER BY n.position DESC`,
    [organizationId, userId, before, limit],
  );
  return rows.map((row) => ({ latest: toNotification(row), total: Number(row.total), unread: Number(row.counted) }));
}

// A subject whose latest notification lies beyond where this page begins was on an earlier one.
const walk = `
  walk (position, id, total, counted, is_new, found, subjects) AS (
    SELECT coalesce($3::bigint, 9223372036854775807), NULL::uuid, NULL::bigint, NULL::bigint, false, 0, '{}'::uuid[]
    UNION ALL
    SELECT next.position, next.id, coalesce(g.total, 1), coalesce(g.counted, next.counted), next.is_new,
      walk.found + next.is_new::integer,
      CASE WHEN next.subject_id IS NULL THEN walk.subjects ELSE walk.subjects || next.subject_id END
    FROM walk
    CROSS JOIN LATERAL (
      SELECT n.position, n.id, c.subject_id, (n.read_at IS NULL)::integer AS counted
      FROM notifications.notification n
      JOIN notifications.notice c ON c.organization_id = n.organization_id AND c.id = n.notice_id
      WHERE n.organization_id = $1 AND n.recipient_id = $2 AND n.position < walk.position AND ${inInbox('n')}
        AND (c.subject_id IS NULL OR c.subject_id <> ALL (walk.subjects))
      ORDER BY n.position DESC LIMIT 1
    ) step
    LEFT JOIN LATERAL (
      SELECT count(*) AS total, count(*) FILTER (WHERE ${isCounted('n')}) AS counted, max(n.position) AS latest
      FROM notifications.notice c
      JOIN notifications.notification n ON n.organization_id = $1 AND n.notice_id = c.id AND n.recipient_id = $2
      WHERE c.organization_id = $1 AND c.subject_id = step.subject_id AND ${inInbox('n')}
    ) g ON step.subject_id IS NOT NULL
    CROSS JOIN LATERAL (
      SELECT step.*, g.latest IS NULL OR $3::bigint IS NULL OR g.latest < $3 AS is_new
    ) next
    WHERE walk.found < $4
  )`;
